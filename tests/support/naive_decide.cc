#include "tests/support/naive_decide.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/text/fold.h"
#include "tests/support/naive_view.h"

namespace autorules::testing {
namespace {

bool IsCompound(Op op) { return op == Op::kAll || op == Op::kAny || op == Op::kNot; }
// ---- What a rule reads and writes, as words: "topic", "own 3", "tag:срочно", "tag:*".

std::string WordFor(Attribute attribute) {
  return IsOwn(attribute) ? "own " + std::to_string(OwnIndex(attribute)) : std::string(Info(attribute).en);
}

/// Of a window, its keys.
void ReadsOfAttribute(const RuleSet& rules, Attribute attribute, std::set<std::string>* reads) {
  reads->insert(WordFor(attribute));
  if (!IsOwn(attribute)) return;
  if (const auto* window = std::get_if<Window>(&rules.own()[OwnIndex(attribute)].source)) {
    for (const Attribute key : window->keys) ReadsOfAttribute(rules, key, reads);
  }
}

void ReadsOfHolder(Holder holder, std::set<std::string>* reads) {
  if (const auto read = ReadsOf(holder)) reads->insert(std::string(Info(*read).en));
}

void ReadsOfCondition(const RuleSet& rules, const Condition& condition, std::set<std::string>* reads) {
  for (const Condition& child : condition.children) ReadsOfCondition(rules, child, reads);
  if (IsCompound(condition.op)) return;
  if (condition.attribute != Attribute::kTag) {
    ReadsOfAttribute(rules, condition.attribute, reads);
  } else {
    reads->insert("tag:" + (condition.op == Op::kHas ? std::get<std::string>(condition.values[0]) : "*"));
  }
}

void ReadsOfAction(const RuleSet& rules, const Action& action, std::set<std::string>* reads) {
  if (const auto* ref = std::get_if<HolderRef>(&action.value)) ReadsOfHolder(ref->holder, reads);
  if (const auto* notice = std::get_if<Notice>(&action.value)) ReadsOfHolder(notice->to.holder, reads);
  if (const auto* of = std::get_if<ValueOf>(&action.value)) ReadsOfAttribute(rules, of->attribute, reads);
  if (const auto* merge = std::get_if<MergeKeys>(&action.value)) {
    for (const Attribute key : merge->attributes) ReadsOfAttribute(rules, key, reads);
  }
}

struct Block {  ///< a rule alone, or all rules of a set
  std::vector<Id> rules;
  std::set<std::string> reads, writes;
  bool heeds = false;  ///< names somebody who may be recused: waits for what others recuse
};

std::vector<Block> BlocksOf(const RuleSet& rules) {
  std::map<std::string, Block> blocks;
  for (Id id = 0; id < rules.rules().size(); ++id) {
    const Rule& rule = rules.rules()[id];
    if (rule.event.kind != EventKind::kArrival) continue;
    Block& block = blocks[rule.set.empty() ? "rule " + std::to_string(id) : "set " + rule.set];
    block.rules.push_back(id);
    ReadsOfCondition(rules, rule.when, &block.reads);
    for (const Action& action : rule.actions) {
      ReadsOfAction(rules, action, &block.reads);
      block.heeds = block.heeds || action.attribute == Attribute::kOwner || action.attribute == Attribute::kCoOwner;
      block.writes.insert(action.attribute == Attribute::kTag ? "tag:" + Fold(std::get<std::string>(action.value))
                                                              : WordFor(action.attribute));
    }
  }
  std::vector<Block> list;
  for (auto& [name, block] : blocks) list.push_back(std::move(block));
  return list;
}

bool MustWait(const Block& reader, const std::vector<Block>& left) {
  for (const Block& writer : left) {
    if (reader.heeds && &writer != &reader && writer.writes.count("recusal") > 0) return true;
    for (const std::string& written : writer.writes) {
      if (reader.reads.count(written) > 0) return true;
      if (written.rfind("tag:", 0) == 0 && reader.reads.count("tag:*") > 0) return true;
    }
  }
  return false;
}

// ---- One decision.

struct Deed {  ///< what a rule does to an attribute
  Id rule;
  const Action* action;
  Value value;  ///< of a list: the unit told or added, the template, or the text
};

struct Run : NaiveView {
  Run(const RuleSet& the_rules, const Message& the_message, const DecideContext& the_context)
      : NaiveView(the_rules, the_message, the_context.windows), context(the_context) {}

  const DecideContext& context;
  std::map<Attribute, std::vector<Deed>> claims;
  bool owner_unresolved = false, owner_recused = false;

  ValueType TypeOf(Attribute attribute) const { return rules.parts().InfoOf(attribute).type; }

  bool IsValid(const Rule& rule) const {
    const CivilDate day =
        message.received_at ? LocalDate(*message.received_at, rules.municipality().zone) : context.today;
    return !(rule.from && day < *rule.from) && !(rule.to && day > *rule.to);
  }

  std::vector<Condition> Clauses(const Rule& rule) const {
    return rule.when.op == Op::kAll ? rule.when.children : std::vector<Condition>{rule.when};
  }

  /// First a clause on words, then one on an id, then one on a text field.
  std::optional<std::size_t> Lead(const std::vector<Condition>& clauses) const {
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Condition& c = clauses[i];
      const bool any = c.op == Op::kContainsAny;
      const bool all = c.op == Op::kContainsAll && !c.patterns.empty();
      if (c.attribute == Attribute::kText && (any || all)) return i;
    }
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Condition& c = clauses[i];
      const std::set<ValueType> ids{ValueType::kChannel,   ValueType::kTopic, ValueType::kProcedure,
                                    ValueType::kTerritory, ValueType::kUnit,  ValueType::kEnumeration};
      const bool positive = c.op == Op::kEqual || c.op == Op::kOneOf || c.op == Op::kWithin;
      if (positive && ids.count(TypeOf(c.attribute)) > 0) return i;
    }
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Condition& c = clauses[i];
      const bool text = TypeOf(c.attribute) == ValueType::kText && c.attribute != Attribute::kText;
      if (text && (c.op == Op::kEqual || c.op == Op::kOneOf)) return i;
    }
    return std::nullopt;
  }

  void NoteNearMiss(Id id) {
    const auto clauses = Clauses(rules.rules()[id]);
    const auto lead = Lead(clauses);
    if (!lead || Eval(clauses[*lead]) != Kleene(true)) return;
    std::vector<NearMiss> misses;
    for (std::uint32_t i = 0; i < clauses.size(); ++i) {
      const Kleene truth = Eval(clauses[i]);
      if (truth != Kleene(true)) misses.push_back({id, i, !truth});
    }
    if (misses.size() == 1) d.trace.almost.push_back(misses[0]);
  }

  void AddWords(const Condition& condition, std::map<PatternId, WordHit>* words_of) const {
    if (condition.op == Op::kNot) return;
    for (const Condition& child : condition.children) AddWords(child, words_of);
    if (IsCompound(condition.op) || condition.attribute != Attribute::kText) return;
    for (const PatternId pattern : condition.patterns) {
      const PatternHit* hit = Find(Attribute::kText, pattern);
      if (hit != nullptr) (*words_of)[pattern] = {pattern, hit->begin, hit->end};
    }
  }

  bool Stronger(Id a, Id b) const {
    const Rule& x = rules.rules()[a];
    const Rule& y = rules.rules()[b];
    return std::tuple(-static_cast<int>(x.layer), -x.priority, a) <
           std::tuple(-static_cast<int>(y.layer), -y.priority, b);
  }

  bool SamePerson(Id a, Id b) const { return PersonOf(a) == PersonOf(b); }

  bool Recused(Id unit) const {
    for (const Id recused : d.recusals) {
      if (SamePerson(unit, recused)) return true;
      for (Id at = unit; at != kNone; at = rules.units()[at].superior) {
        if (at == recused) return true;
      }
    }
    return false;
  }

  /// Whether the action would hand the message to one whom it is about.
  bool HitsRecusal(const Action& action) const {
    if (action.attribute != Attribute::kOwner && action.attribute != Attribute::kCoOwner) return false;
    const auto value = WhatItDoes(action);
    return value && Recused(std::get<Id>(*value));
  }

  std::optional<Value> WhatItMayDo(const Action& action) const {
    return HitsRecusal(action) ? std::nullopt : WhatItDoes(action);
  }

  void Recuse(const Rule& rule) {
    for (const Action& action : rule.actions) {
      if (action.attribute != Attribute::kRecusal) continue;
      if (const auto unit = WhatItDoes(action)) d.recusals.push_back(std::get<Id>(*unit));
    }
  }

  void Unresolved(Id id, const Action& action) {
    d.trace.overridden.push_back({id, action.attribute, kNone, false, HitsRecusal(action)});
    if (action.attribute != Attribute::kOwner) return;
    owner_recused = owner_recused || HitsRecusal(action);
    const auto* ref = std::get_if<HolderRef>(&action.value);
    const bool by_topic = ref != nullptr && ReadsOf(ref->holder) == Attribute::kTopic;
    if (!by_topic || d.topic != kNone) owner_unresolved = true;
  }

  std::optional<Value> WhatItDoes(const Action& action) const {
    const auto unit_or_nothing = [](Id unit) { return unit == kNone ? std::optional<Value>() : Value(unit); };
    const ValueType type = TypeOf(action.attribute);
    if (const auto* ref = std::get_if<HolderRef>(&action.value)) {
      return unit_or_nothing(Resolve(*ref, type == ValueType::kTerritory || action.attribute == Attribute::kRecusal));
    }
    if (const auto* notice = std::get_if<Notice>(&action.value)) return unit_or_nothing(Resolve(notice->to));
    if (const auto* merge = std::get_if<MergeKeys>(&action.value)) {
      const auto key = Key(merge->attributes);
      return key ? std::optional<Value>(*key) : std::nullopt;
    }
    if (const auto* of = std::get_if<ValueOf>(&action.value)) {
      const auto value = Given(of->attribute);
      if (value && type == ValueType::kUnit) return unit_or_nothing(Answering(std::get<Id>(*value)));
      if (value && type == ValueType::kNumber) {
        const auto& field = std::get<Field>(rules.own()[OwnIndex(action.attribute)].source);
        const double number = std::get<double>(*value);
        if ((field.low && number < *field.low) || (field.high && number > *field.high)) return std::nullopt;
      }
      return value;
    }
    if (const auto* importance = std::get_if<Importance>(&action.value)) return Value(static_cast<Id>(*importance));
    if (const auto* outcome = std::get_if<Outcome>(&action.value)) return Value(static_cast<Id>(outcome->kind));
    if (const auto* id = std::get_if<Id>(&action.value)) return Value(*id);
    if (const auto* number = std::get_if<double>(&action.value)) return Value(*number);
    if (const auto* day = std::get_if<CivilDate>(&action.value)) return Value(*day);
    if (const auto* flag = std::get_if<bool>(&action.value)) return Value(*flag);
    return Value(std::get<std::string>(action.value));
  }

  void Fire(Id id) {
    std::map<PatternId, WordHit> by_pattern;
    AddWords(rules.rules()[id].when, &by_pattern);
    FiredRule fired{id, {}};
    for (const auto& [pattern, word] : by_pattern) fired.words.push_back(word);
    d.trace.fired.push_back(fired);
    Recuse(rules.rules()[id]);
    for (const Action& action : rules.rules()[id].actions) {
      if (const auto value = WhatItMayDo(action)) {
        claims[action.attribute].push_back({id, &action, *value});
      } else {
        Unresolved(id, action);
      }
    }
  }

  void RunBlock(const Block& block, std::vector<Id>* fire) {
    std::vector<Id> truly;
    for (const Id id : block.rules) {
      const Rule& rule = rules.rules()[id];
      if (!IsValid(rule)) continue;
      if (Eval(rule.when) == Kleene(true)) {
        truly.push_back(id);
      } else {
        NoteNearMiss(id);
      }
    }
    if (rules.rules()[block.rules[0]].set.empty()) {
      fire->insert(fire->end(), truly.begin(), truly.end());
      return;
    }
    std::sort(truly.begin(), truly.end(), [&](Id a, Id b) { return Stronger(a, b); });
    Id winner = kNone;
    for (const Id id : truly) {
      const auto& actions = rules.rules()[id].actions;
      if (winner != kNone) {
        d.trace.overridden.push_back({id, actions.empty() ? Attribute::kOwner : actions[0].attribute, winner, false});
        continue;
      }
      int owners = 0, resolved = 0;
      const std::vector<Id> recusals = d.recusals;
      Recuse(rules.rules()[id]);
      for (const Action& action : actions) {
        if (action.attribute != Attribute::kOwner) continue;
        ++owners;
        if (WhatItMayDo(action)) ++resolved;
      }
      if (owners > 0 && resolved == 0) {
        for (const Action& action : actions) {
          if (action.attribute == Attribute::kOwner) Unresolved(id, action);
        }
      } else {
        winner = id;
        fire->push_back(id);
      }
      d.recusals = recusals;
    }
  }

  const Deed& Best(const std::vector<Deed>& list) const {
    return *std::min_element(list.begin(), list.end(), [&](auto& a, auto& b) { return Stronger(a.rule, b.rule); });
  }

  void AddTo(Attribute attribute, const Action& action, const Value& value) {
    if (attribute == Attribute::kTag) d.tags.push_back(std::get<std::string>(value));
    if (attribute == Attribute::kMerge) d.merges.push_back(std::get<std::string>(value));
    if (attribute == Attribute::kCoOwner) d.co_owners.push_back(std::get<Id>(value));
    if (attribute == Attribute::kRecusal) d.recusals.push_back(std::get<Id>(value));
    if (attribute == Attribute::kReply) d.replies.push_back(std::get<Id>(value));
    if (attribute == Attribute::kNotice) {
      d.notices.push_back({std::get<Id>(value), std::get<Notice>(action.value).letter});
    }
  }

  void SetTo(Attribute attribute, const Action& action, const Value& value) {
    if (attribute == Attribute::kTopic) d.topic = std::get<Id>(value);
    if (attribute == Attribute::kProcedure) d.procedure = std::get<Id>(value);
    if (attribute == Attribute::kImportance) d.importance = static_cast<Importance>(std::get<Id>(value));
    if (attribute == Attribute::kOutcome) d.outcome = std::get<Outcome>(action.value);
    if (attribute == Attribute::kOwner) d.owner = std::get<Id>(value);
    if (attribute == Attribute::kTerritory) d.territory = std::get<Id>(value);
    if (IsOwn(attribute)) d.own[OwnIndex(attribute)] = value;
  }

  /// Recomputes what the claims so far make of the decision. A rule reads an attribute only after its last writer.
  void Apply() {
    d.tags.clear();
    d.merges.clear();
    d.co_owners.clear();
    d.recusals.clear();
    d.replies.clear();
    d.notices.clear();
    for (const auto& [attribute, list] : claims) {
      for (const Deed& deed : list) AddTo(attribute, *deed.action, deed.value);
      if (!IsList(TypeOf(attribute))) SetTo(attribute, *Best(list).action, Best(list).value);
    }
  }

  void NoteLosers() {
    for (const auto& [attribute, list] : claims) {
      if (IsList(TypeOf(attribute))) continue;
      const Deed& best = Best(list);
      for (const Deed& deed : list) {
        const bool same =
            attribute == Attribute::kOutcome ? deed.action->value == best.action->value : deed.value == best.value;
        if (deed.rule == best.rule || same) continue;
        const Rule& a = rules.rules()[deed.rule];
        const Rule& b = rules.rules()[best.rule];
        const bool one_table = a.row > 0 && b.row > 0 && a.name == b.name;
        d.trace.overridden.push_back(
            {deed.rule, attribute, best.rule, !one_table && a.layer == b.layer && a.priority == b.priority});
      }
    }
  }

  static bool IsLate(const Action& action) {
    return std::holds_alternative<HolderRef>(action.value) || std::holds_alternative<ValueOf>(action.value);
  }

  void PlainDefaults() {
    d.topic = d.topic_by_words;
    d.territory = d.territory_by_address;
    for (const Action& action : rules.municipality().defaults) {
      if (IsLate(action) || IsList(TypeOf(action.attribute))) continue;
      if (action.attribute == Attribute::kTopic && d.topic != kNone) continue;
      if (IsOwn(action.attribute) && d.own[OwnIndex(action.attribute)]) continue;
      SetTo(action.attribute, action, *WhatItDoes(action));
    }
  }

  /// What every window counts, once its keys are settled.
  void CountWindows() {
    for (std::size_t i = 0; i < rules.own().size(); ++i) {
      const auto* window = std::get_if<Window>(&rules.own()[i].source);
      const auto key = window == nullptr ? std::nullopt : Key(window->keys);
      if (key) d.inputs.windows.push_back({OwnAttribute(i), *key, Count(OwnAttribute(i), *key)});
    }
  }

  Id LastResort() const {
    const std::vector<std::function<bool(const Unit&)>> choices{
        [](const Unit& u) { return u.role == RoleKind::kHead; },
        [](const Unit& u) { return u.role == RoleKind::kCurator; },
        [](const Unit& u) { return u.kind == UnitKind::kRole; }, [](const Unit&) { return true; }};
    std::vector<Id> there, vacant;
    for (const auto& fits : choices) {
      for (const auto kind : {0, 1}) {
        for (Id unit = 0; unit < rules.units().size(); ++unit) {
          const Unit& u = rules.units()[unit];
          if (!fits(u)) continue;
          if (kind == 0 && !u.vacant) there.push_back(unit);
          if (kind == 1 && Answering(unit) != kNone) there.push_back(Answering(unit));
          if (kind == 1) vacant.push_back(unit);
        }
      }
    }
    for (const Id unit : there) {
      if (!Recused(unit)) return unit;
    }
    if (!there.empty()) return there[0];
    return vacant.empty() ? kNone : vacant[0];
  }

  void LateDefaults() {
    const auto& defaults = rules.municipality().defaults;
    for (const Action& action : defaults) {
      const auto value = WhatItMayDo(action);
      if (action.attribute == Attribute::kOwner && d.owner == kNone && value) d.owner = std::get<Id>(*value);
    }
    if (d.owner == kNone) d.owner = LastResort();
    for (const Action& action : defaults) {
      const Attribute attribute = action.attribute;
      if (!IsLate(action) || IsList(TypeOf(attribute)) || claims.count(attribute) > 0) continue;
      const auto value = WhatItDoes(action);
      const bool open = attribute == Attribute::kImportance || !Present(attribute);
      if (open && value) SetTo(attribute, action, *value);
    }
    for (const Action& action : defaults) {
      if (!IsList(TypeOf(action.attribute)) || claims.count(action.attribute) > 0) continue;
      if (const auto value = WhatItMayDo(action)) AddTo(action.attribute, action, *value);
    }
  }

  std::string PersonOf(Id unit) const {
    if (unit == kNone) return "nobody";
    const std::string& person = rules.units()[unit].person;
    return person.empty() ? "unit " + std::to_string(unit) : "person " + person;
  }

  void SortLists() {
    const std::set<std::string> tags(d.tags.begin(), d.tags.end()), merges(d.merges.begin(), d.merges.end());
    const std::set<Id> replies(d.replies.begin(), d.replies.end()), co_owners(d.co_owners.begin(), d.co_owners.end());
    const std::set<Id> recusals(d.recusals.begin(), d.recusals.end());
    d.recusals.assign(recusals.begin(), recusals.end());
    const std::set<Notification> notices(d.notices.begin(), d.notices.end());
    d.tags.assign(tags.begin(), tags.end());
    d.merges.assign(merges.begin(), merges.end());
    d.replies.assign(replies.begin(), replies.end());
    std::set<std::string> told{PersonOf(d.owner)};
    d.co_owners.clear();
    for (const Id unit : co_owners) {
      if (told.insert(PersonOf(unit)).second) d.co_owners.push_back(unit);
    }
    std::set<std::pair<std::string, Id>> told_by;
    d.notices.clear();
    for (const Notification& notice : notices) {
      if (told_by.emplace(PersonOf(notice.unit), notice.letter).second) d.notices.push_back(notice);
    }
  }

  FallbackReason Reason() const {
    const bool topical = d.topic_by_words != kNone || claims.count(Attribute::kTopic) > 0;
    if (topical) {
      for (Id at = d.topic; at != kNone; at = rules.topics()[at].parent) {
        if (rules.topics()[at].left_to_person) return FallbackReason::kLeftToPerson;
      }
    }
    if (owner_recused) return FallbackReason::kRecused;
    if (owner_unresolved) return FallbackReason::kNobodyResolved;
    if (topical) return FallbackReason::kNoRule;
    if (words == 0) return FallbackReason::kNoText;
    return unclear ? FallbackReason::kTopicUnclear : FallbackReason::kTopicUnknown;
  }

  Decision Finish() {
    d.fallback = claims.count(Attribute::kOwner) == 0 && claims.count(Attribute::kOutcome) == 0;
    if (d.fallback) d.fallback_reason = Reason();
    CountWindows();
    LateDefaults();
    SortLists();
    auto& t = d.trace;
    std::sort(t.fired.begin(), t.fired.end(), [](auto& a, auto& b) { return a.rule < b.rule; });
    std::sort(t.almost.begin(), t.almost.end(), [](auto& a, auto& b) { return a.rule < b.rule; });
    std::sort(t.overridden.begin(), t.overridden.end(), [](auto& a, auto& b) {
      return std::tie(a.rule, a.attribute, a.by, a.recused) < std::tie(b.rule, b.attribute, b.by, b.recused);
    });
    return d;
  }
};

}  // namespace

NaiveDecider::NaiveDecider(std::shared_ptr<const RuleSet> rules) : rules_(std::move(rules)) {}

Decision NaiveDecider::Decide(const Message& message, const DecideContext& context) const {
  Run run(*rules_, message, context);
  TextScanner scanner(rules_->patterns());
  run.d.inputs.today = context.today;
  run.d.channel = rules_->FindChannel(Fold(message.channel));
  run.d.trace.unknown_channel = run.d.channel == kNone && !Fold(message.channel).empty();
  run.ScanAll(scanner);
  run.ReadFields();
  run.Classify();
  run.PlainDefaults();

  std::vector<Block> left = BlocksOf(*rules_);
  while (!left.empty()) {
    std::vector<Block> ready, waiting;
    for (const Block& block : left) (MustWait(block, left) ? waiting : ready).push_back(block);
    std::vector<Id> fire;
    for (const Block& block : ready) run.RunBlock(block, &fire);
    for (const Id id : fire) run.Fire(id);
    run.Apply();
    left = std::move(waiting);
    if (ready.empty()) break;  // a cycle: Freeze would have aborted
  }
  run.NoteLosers();
  return run.Finish();
}

}  // namespace autorules::testing
