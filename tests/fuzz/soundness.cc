#include "tests/fuzz/soundness.h"

#include <algorithm>

#include "engine/base/render.h"
#include "engine/decide/people.h"
#include "engine/text/fold.h"
#include "tests/fuzz/require.h"

namespace autorules::fuzz {
namespace {

void RequirePlace(Span span, const SourceMap& sources, const std::string& of) {
  Require(span.valid() && span.file < sources.size(), "a diagnostic has a file", of);
  Require(IsRangeOf(sources.Get(span.file).text(), span.begin, span.end), "a place lies between characters", of);
}

void RequireMessage(const Diagnostic& diagnostic, Language language) {
  const CatalogEntry& entry = Describe(diagnostic.code);
  const std::string_view pattern = language == Language::kRussian ? entry.message_ru : entry.message_en;
  const std::string message = MessageOf(diagnostic, language);
  Require(!message.empty() && IsValidUtf8(message), "a message is a text", message);
  // A catalog text that could not be filled comes out as it is.
  const bool braces = std::any_of(diagnostic.args.begin(), diagnostic.args.end(), [&](const Text& argument) {
    return argument.In(language).find('{') != std::string::npos;
  });
  Require(braces || message.find('{') == std::string::npos || pattern.find('{') == std::string_view::npos,
          "a message has all its arguments", message);
  Require(IsValidUtf8(HelpOf(diagnostic, language)), "a help text is valid UTF-8", message);
}

void RequireSoundDecision(const RuleSet& rules, const Message& message, const Decision& decision) {
  const auto known = [](Id id, std::size_t size) { return id == kNone || id < size; };
  Require(known(decision.channel, rules.channels().size()), "the channel is known");
  Require(known(decision.topic, rules.topics().size()), "the topic is known");
  Require(known(decision.topic_by_words, rules.topics().size()), "the topic by words is known");
  Require(known(decision.procedure, rules.procedures().size()), "the procedure is known");
  Require(known(decision.owner, rules.units().size()), "the owner is known");
  Require(known(decision.territory, rules.units().size()), "the territory is known");
  Require(rules.units().empty() || decision.owner != kNone, "somebody owns the message");
  Require(std::is_sorted(decision.tags.begin(), decision.tags.end()), "tags are ordered");
  Require(std::find(decision.co_owners.begin(), decision.co_owners.end(), decision.owner) == decision.co_owners.end(),
          "the owner is no co-owner");
  for (const Id unit : decision.co_owners) Require(!IsRecused(rules, decision, unit), "a co-owner is not recused");
  const auto in_text = [&](const WordHit& hit) { return IsRangeOf(message.text, hit.begin, hit.end); };
  const Trace& trace = decision.trace;
  Require(std::all_of(trace.topic_words.begin(), trace.topic_words.end(), in_text), "words of topics lie in the text");
  for (const FiredRule& fired : trace.fired) {
    Require(fired.rule < rules.rules().size(), "a fired rule is known");
    Require(std::all_of(fired.words.begin(), fired.words.end(), in_text), "words of a rule lie in the text");
  }
  const std::string& searched = trace.addresses_in_field ? message.address : message.text;
  for (const AddressHit& hit : trace.addresses) {
    Require(hit.row < rules.addresses().rows().size(), "an address is known");
    Require(IsRangeOf(searched, hit.begin, hit.end), "addresses lie in the text that was searched");
  }
}

}  // namespace

bool IsRangeOf(std::string_view text, std::size_t begin, std::size_t end) {
  const auto between = [&](std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
  };
  return begin <= end && end <= text.size() && between(begin) && between(end);
}

void RequireSoundDiagnostics(const Diagnostics& diagnostics, const SourceMap& sources) {
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const std::string message = MessageOf(diagnostic, Language::kEnglish);
    RequirePlace(diagnostic.span, sources, message);
    for (const Label& label : diagnostic.labels) RequirePlace(label.span, sources, message + ": " + label.text.en);
    RequireMessage(diagnostic, Language::kRussian);
    RequireMessage(diagnostic, Language::kEnglish);
  }
  for (const RenderOptions& options :
       {RenderOptions{Language::kRussian, false}, RenderOptions{Language::kEnglish, true}}) {
    const std::string shown = RenderAll(diagnostics, sources, options);
    Require(shown.empty() == diagnostics.all().empty(), "diagnostics are shown");
    Require(IsValidUtf8(shown), "what is shown is valid UTF-8", shown);
  }
}

std::vector<Decision> DecideSoundly(const std::shared_ptr<const RuleSet>& rules, const std::vector<Message>& messages) {
  const auto index = std::make_shared<const RuleIndex>(rules);
  Decider decider(index);
  std::vector<Decision> decisions;
  for (const Message& message : messages) {
    decisions.push_back(decider.Decide(message, kToday));
    RequireSoundDecision(*rules, message, decisions.back());
    Require(Decider(index).Decide(message, kToday) == decisions.back(), "two decisions are equal", message.text);
  }
  return decisions;
}

}  // namespace autorules::fuzz
