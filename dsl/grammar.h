#pragma once

// The grammar of the language. Included by the parser's own .cc files only: PEGTL is expensive to compile.

#include <string_view>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "dsl/cst.h"
#include "dsl/durations.h"
#include "dsl/keywords.h"
#include "dsl/lexis.h"
#include "engine/text/fold.h"

namespace autorules::grammar {

namespace peg = tao::pegtl;

/// Rules with a kNode become nodes of the tree.
template <Node N>
struct As {
  static constexpr Node kNode = N;
};

/// A rule written by hand over lexis functions: `Length(rest of input)` bytes are taken; 0 or npos is a failure.
template <typename Self>
struct Lexeme {
  using rule_t = Self;
  using subs_t = peg::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const std::size_t length = Self::Length(std::string_view(in.current(), in.size()));
    if (length == 0 || length == std::string_view::npos) return false;
    in.bump(length);
    return true;
  }
};

struct space {
  using rule_t = space;
  using subs_t = peg::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    in.bump(lexis::SpaceLength(std::string_view(in.current(), in.size())));
    return true;
  }
};

template <Keyword K>
struct keyword_token : Lexeme<keyword_token<K>>, As<Node::kKeyword> {
  static constexpr Keyword kKeyword = K;
  static std::size_t Length(std::string_view text) { return MatchKeyword(K, text); }
};

struct name_token : Lexeme<name_token>, As<Node::kName> {
  static std::size_t Length(std::string_view text) {
    const std::size_t length = lexis::WordLength(text);
    return length == 0 || IsReserved(Fold(text.substr(0, length))) ? 0 : length;
  }
};

/// `автор.подписчиков`: names joined by dots without spaces.
struct dotted_token : Lexeme<dotted_token>, As<Node::kDotted> {
  static std::size_t Length(std::string_view text) {
    std::size_t length = name_token::Length(text);
    while (length > 0 && length < text.size() && text[length] == '.') {
      const std::size_t next = lexis::WordLength(text.substr(length + 1));
      if (next == 0) break;
      length += 1 + next;
    }
    return length;
  }
};

struct string_token : Lexeme<string_token>, As<Node::kString> {
  static std::size_t Length(std::string_view text) { return lexis::StringLength(text); }
};

using digit = peg::ascii::digit;
/// `2,5` is an error that offers both readings; a list has a space after its comma.
struct no_decimal_comma : peg::not_at<peg::one<','>, digit> {};
struct number_token : peg::seq<peg::opt<peg::one<'-'>>, peg::plus<digit>, peg::opt<peg::one<'.'>, peg::plus<digit>>>,
                      As<Node::kNumber> {};
struct digits_token : peg::plus<digit>, As<Node::kDigits> {};
struct date_token : peg::seq<peg::rep<4, digit>, peg::one<'-'>, peg::rep<2, digit>, peg::one<'-'>, peg::rep<2, digit>>,
                    As<Node::kDate> {};
struct time_token : peg::seq<peg::rep_min_max<1, 2, digit>, peg::one<':'>, peg::rep<2, digit>>, As<Node::kTime> {};

/// `24 часа`: a number and its unit as one token.
struct duration_token : Lexeme<duration_token>, As<Node::kDuration> {
  static std::size_t Length(std::string_view text) { return DurationLength(text); }
};

// Tokens with the white space after them.
template <Keyword K>
struct key : peg::seq<keyword_token<K>, space> {};
struct name : peg::seq<name_token, space> {};
struct attribute : peg::seq<dotted_token, space> {};
struct string : peg::seq<string_token, space> {};
struct number : peg::seq<number_token, peg::must<no_decimal_comma>, space> {};
struct digits : peg::seq<digits_token, space> {};
struct date : peg::seq<date_token, space> {};
struct time : peg::seq<time_token, space> {};
struct duration : peg::seq<duration_token, space> {};
template <char C>
struct mark : peg::seq<peg::one<C>, space> {};
struct comma : mark<','> {};
struct colon : mark<':'> {};
struct equals : mark<'='> {};
struct open : mark<'('> {};
struct close : mark<')'> {};

struct name_list : peg::list_must<name, comma> {};
struct string_list : peg::list_must<string, comma> {};
struct attribute_list : peg::list_must<attribute, comma> {};
struct scalar : peg::sor<date, time, number> {};
struct value : peg::sor<date, number, string, name> {};
struct value_list : peg::list_must<value, comma> {};

template <Keyword K, typename... Rules>
using starts = peg::if_must<key<K>, Rules...>;

struct basis : starts<Keyword::kBasis, peg::opt<key<Keyword::kAssumption>>, string>, As<Node::kBasis> {};

// Conditions.
struct condition;
struct op_not_equal_start : peg::seq<key<Keyword::kNot>, equals> {};
struct op_equal : peg::if_must<equals, value>, As<Node::kEqual> {};
struct op_not_equal : peg::if_must<op_not_equal_start, value>, As<Node::kNotEqual> {};
struct op_not_greater : starts<Keyword::kNotGreater, scalar>, As<Node::kNotGreater> {};
struct op_not_less : starts<Keyword::kNotLess, scalar>, As<Node::kNotLess> {};
struct op_greater : starts<Keyword::kGreater, scalar>, As<Node::kGreater> {};
struct op_less : starts<Keyword::kLess, scalar>, As<Node::kLess> {};
struct op_between : starts<Keyword::kBetweenFrom, scalar, key<Keyword::kBetweenTo>, scalar>, As<Node::kBetween> {};
struct op_among : starts<Keyword::kAmong, value_list>, As<Node::kAmong> {};
struct op_not_among : starts<Keyword::kNotAmong, value_list>, As<Node::kNotAmong> {};
struct dictionary_ref : starts<Keyword::kDictionaryRef, name>, As<Node::kDictionaryRef> {};
struct needle : peg::sor<dictionary_ref, string> {};
struct needles : peg::list_must<needle, comma> {};
struct op_contains_all : starts<Keyword::kContainsAll, needles>, As<Node::kContainsAll> {};
struct op_contains : starts<Keyword::kContains, needles>, As<Node::kContains> {};
struct op_not_contains : starts<Keyword::kNotContains, needles>, As<Node::kNotContains> {};
struct op_present : key<Keyword::kPresent>, As<Node::kPresent> {};
struct op_absent : key<Keyword::kAbsent>, As<Node::kAbsent> {};
struct op_within : starts<Keyword::kWithin, name_list>, As<Node::kWithin> {};
struct op_in_working_time : key<Keyword::kInWorkingTime>, As<Node::kInWorkingTime> {};
struct op_on_day_off : key<Keyword::kOnDayOff>, As<Node::kOnDayOff> {};
struct comparison : peg::sor<op_in_working_time, op_on_day_off, op_not_equal, op_not_greater, op_not_less, op_not_among,
                             op_not_contains, op_contains_all, op_contains, op_equal, op_greater, op_less, op_between,
                             op_among, op_present, op_absent, op_within> {};
struct window : starts<Keyword::kSimilar, open, attribute_list, close, key<Keyword::kSimilarFor>, duration>,
                As<Node::kWindow> {};
struct subject : peg::sor<window, attribute> {};
struct test : peg::if_must<subject, comparison>, As<Node::kTest> {};
// `срок` may be the name of a field: only with another name after it it speaks of a clock.
struct clock_subject : peg::seq<key<Keyword::kClockRef>, peg::not_at<peg::sor<op_present, op_absent>>, name> {};
struct clock_due : peg::if_must<equals, date, peg::opt<time>>, As<Node::kClockDue> {};
struct clock_overdue : key<Keyword::kClockOverdue>, As<Node::kClockOverdue> {};
struct clock_running : key<Keyword::kClockRunning>, As<Node::kClockRunning> {};
struct clock_paused : key<Keyword::kClockPaused>, As<Node::kClockPaused> {};
struct clock_stopped : key<Keyword::kClockStopped>, As<Node::kClockStopped> {};
struct clock_state : peg::sor<clock_due, clock_overdue, clock_running, clock_paused, clock_stopped> {};
struct clock_test : peg::if_must<clock_subject, clock_state>, As<Node::kClockTest> {};
struct has : starts<Keyword::kHas, attribute, value>, As<Node::kHas> {};
struct group : peg::if_must<open, condition, close>, As<Node::kGroup> {};
struct operand;
struct negation : starts<Keyword::kNot, operand>, As<Node::kNot> {};
struct operand : peg::sor<negation, group, has, clock_test, test> {};
struct no_or : peg::not_at<key<Keyword::kOr>> {};
struct no_and : peg::not_at<key<Keyword::kAnd>> {};
struct and_tail : peg::seq<peg::plus<starts<Keyword::kAnd, operand>>, peg::must<no_or>>, As<Node::kAll> {};
struct or_tail : peg::seq<peg::plus<starts<Keyword::kOr, operand>>, peg::must<no_and>>, As<Node::kAny> {};
struct condition : peg::seq<operand, peg::opt<peg::sor<and_tail, or_tail>>> {};

// Actions.
struct redirect : starts<Keyword::kRedirect, string>, As<Node::kRedirect> {};
struct no_reply : starts<Keyword::kNoReply, key<Keyword::kBasis>, string>, As<Node::kNoReply> {};
struct outcome_body : peg::sor<redirect, no_reply> {};
struct outcome : starts<Keyword::kOutcome, outcome_body>, As<Node::kOutcome> {};
struct notify_template : starts<Keyword::kNotifyTemplate, name> {};
struct notify : starts<Keyword::kNotify, name_list, peg::opt<notify_template>>, As<Node::kNotify> {};
struct reply : starts<Keyword::kReply, name>, As<Node::kReply> {};
struct recuse : starts<Keyword::kRecuse, name_list>, As<Node::kRecuse> {};
struct merge : starts<Keyword::kMerge, open, attribute_list, close>, As<Node::kMerge> {};
struct action_value : peg::sor<date, number, string, attribute> {};
struct action_values : peg::list_must<action_value, comma> {};
struct plain_action : peg::if_must<attribute, action_values>, As<Node::kAction> {};
struct action : peg::sor<outcome, notify, reply, recuse, merge, plain_action> {};

// Municipality.
struct oktmo : starts<Keyword::kOktmo, digits>, As<Node::kOktmo> {};
struct zone : starts<Keyword::kZone, string>, As<Node::kZone> {};
struct defaults_end : key<Keyword::kEnd> {};
struct defaults : starts<Keyword::kDefault, colon, peg::star<action>, defaults_end>, As<Node::kDefaults> {};
struct calendar_name : peg::sor<string, name> {};
struct calendar_names : peg::list_must<calendar_name, comma> {};
struct calendar : starts<Keyword::kCalendar, calendar_names>, As<Node::kCalendar> {};
struct stretch : peg::seq<key<Keyword::kHoursFrom>, time, key<Keyword::kHoursTo>, time> {};
struct rest : peg::if_must<key<Keyword::kBreak>, stretch>, As<Node::kBreak> {};
struct hours : peg::if_must<name_list, stretch>, As<Node::kHours> {};
struct hours_end : key<Keyword::kEnd> {};
struct working_hours
    : starts<Keyword::kWorkingHours, peg::opt<name>, colon, peg::star<peg::sor<rest, hours>>, hours_end>,
      As<Node::kWorkingHours> {};
struct people : starts<Keyword::kPeople, key<Keyword::kPeopleFile>, string>, As<Node::kPeople> {};
struct municipality_end : key<Keyword::kEnd> {};
struct municipality
    : starts<Keyword::kMunicipality, name, string, colon,
             peg::star<peg::sor<oktmo, zone, calendar, working_hours, people, basis, defaults>>, municipality_end>,
      As<Node::kMunicipality> {};

// Modules, channels, procedures, dictionaries.
struct module_decl : starts<Keyword::kModule, name>, As<Node::kModule> {};
struct use : starts<Keyword::kUse, name_list>, As<Node::kUse> {};
struct codes : starts<Keyword::kCodes, string_list>, As<Node::kCodes> {};
struct channel_end : key<Keyword::kEnd> {};
struct channel_body : peg::if_must<colon, peg::star<peg::sor<codes, basis>>, channel_end> {};
struct channel : starts<Keyword::kChannel, name, string, peg::opt<channel_body>>, As<Node::kChannel> {};
struct procedure_end : key<Keyword::kEnd> {};
struct states : starts<Keyword::kStates, name_list>, As<Node::kStates> {};
struct start_state : starts<Keyword::kStart, name>, As<Node::kStart> {};
struct finals : starts<Keyword::kFinals, name_list>, As<Node::kFinals> {};
struct from_states : starts<Keyword::kFromState, name_list>, As<Node::kFromStates> {};
struct to_state : starts<Keyword::kToState, name>, As<Node::kToState> {};
struct may : starts<Keyword::kMay, name_list>, As<Node::kMay> {};
struct needs : starts<Keyword::kNeeds, name_list>, As<Node::kNeeds> {};
struct extends : starts<Keyword::kExtends, name>, As<Node::kExtends> {};
struct transition
    : starts<Keyword::kTransition, name, from_states, to_state, peg::star<peg::sor<may, needs, extends, basis>>>,
      As<Node::kTransition> {};
struct times : peg::seq<digits, peg::must<key<Keyword::kTimes>>> {};
struct how_often : peg::sor<key<Keyword::kOnce>, peg::if_must<key<Keyword::kNoMoreThan>, times>> {};
struct extension : starts<Keyword::kExtension, duration, how_often>, As<Node::kExtension> {};
struct clock_from : starts<Keyword::kClockFrom, name>, As<Node::kClockFrom> {};
struct clock_until : starts<Keyword::kClockUntil, name_list>, As<Node::kClockUntil> {};
struct pause : starts<Keyword::kPause, name_list>, As<Node::kPause> {};
struct schedule_item : starts<Keyword::kSchedule, name>, As<Node::kScheduleItem> {};
struct clock_escalation : starts<Keyword::kClockEscalation, name>, As<Node::kClockEscalation> {};
struct clock_part : peg::sor<clock_from, clock_until, pause, schedule_item, key<Keyword::kStatutory>, extension,
                             clock_escalation, basis> {};
/// A refinement may leave the duration out; a number is the beginning of one.
struct clock_duration : peg::if_must<peg::at<digit>, duration> {};
struct clock : starts<Keyword::kClock, name, peg::opt<clock_duration>, peg::star<clock_part>>, As<Node::kClock> {};
struct last_day : peg::sor<key<Keyword::kLastDayBack>, key<Keyword::kLastDayForward>, key<Keyword::kLastDayStays>>,
                  As<Node::kLastDay> {};
struct procedure_items : peg::star<peg::sor<states, start_state, finals, transition, clock, last_day, basis>> {};
struct procedure_body : peg::if_must<colon, procedure_items, procedure_end> {};
struct procedure : starts<Keyword::kProcedure, name, string, peg::opt<procedure_body>>, As<Node::kProcedure> {};
struct refine : starts<Keyword::kRefine, name, colon, procedure_items, procedure_end>, As<Node::kRefine> {};

// Escalations.
struct ahead : starts<Keyword::kAhead, duration, key<Keyword::kOfDeadline>> {};
struct afterwards : starts<Keyword::kAfterwards, duration, key<Keyword::kPastDeadline>> {};
struct step_time : peg::sor<ahead, key<Keyword::kOnExpiry>, afterwards> {};
struct hand_over : starts<Keyword::kHandOver, name>, As<Node::kHandOver> {};
// English words of the next line are no reserved ones.
struct next_line : peg::sor<key<Keyword::kAhead>, key<Keyword::kOnExpiry>, key<Keyword::kAfterwards>,
                            key<Keyword::kRepeat>, key<Keyword::kWorkingTimeOnly>, key<Keyword::kBasis>> {};
struct not_step_end : peg::not_at<next_line> {};
struct step_act : peg::sor<hand_over, notify, peg::seq<not_step_end, plain_action>> {};
struct repeat : starts<Keyword::kRepeat, duration, key<Keyword::kNoMoreThan>, times>, As<Node::kRepeat> {};
struct escalation_step : peg::if_must<step_time, step_act, peg::star<step_act>, peg::opt<repeat>>,
                         As<Node::kEscalationStep> {};
struct escalation_end : key<Keyword::kEnd> {};
struct escalation : starts<Keyword::kEscalation, name, colon,
                           peg::star<peg::sor<escalation_step, key<Keyword::kWorkingTimeOnly>, basis>>, escalation_end>,
                    As<Node::kEscalation> {};

struct list_end : key<Keyword::kEnd> {};
struct dictionary : starts<Keyword::kDictionary, name, colon, string_list, list_end>, As<Node::kDictionary> {};

// Units.
struct unit;
struct under : starts<Keyword::kUnder, name>, As<Node::kUnder> {};
struct kind_item : starts<Keyword::kKind, name>, As<Node::kKindItem> {};
struct topics_item : starts<Keyword::kTopics, name_list>, As<Node::kTopicsItem> {};
struct run_names : peg::list_must<name, comma> {};
struct runs_item : starts<Keyword::kRuns, run_names, peg::opt<key<Keyword::kReserve>>>, As<Node::kRunsItem> {};
struct where : starts<Keyword::kWhere, string, equals, string>, As<Node::kWhere> {};
struct addresses_item : starts<Keyword::kAddresses, key<Keyword::kFromFile>, string, peg::opt<where>>,
                        As<Node::kAddressesItem> {};
struct unit_end : key<Keyword::kEnd> {};
struct unit_kind
    : peg::sor<key<Keyword::kRole>, key<Keyword::kBlock>, key<Keyword::kTerritory>, key<Keyword::kExecutor>> {};
struct leaf_item : peg::sor<kind_item, topics_item, runs_item, addresses_item, basis> {};
// One level of nesting: an executor inside a block or territory holds no further units.
struct inner_body : peg::if_must<colon, peg::star<leaf_item>, unit_end> {};
struct inner_unit : starts<Keyword::kExecutor, name, string, peg::opt<under>, peg::opt<inner_body>>, As<Node::kUnit> {};
struct unit_body : peg::if_must<colon, peg::star<peg::sor<leaf_item, inner_unit>>, unit_end> {};
struct unit : peg::if_must<unit_kind, name, string, peg::opt<under>, peg::opt<unit_body>>, As<Node::kUnit> {};

// Topics.
struct in_topic : starts<Keyword::kInTopic, name>, As<Node::kInTopic> {};
struct topic_head : peg::sor<key<Keyword::kGroup>, in_topic> {};
struct weight : starts<Keyword::kWeight, number, string_list>, As<Node::kWeight> {};
struct base : starts<Keyword::kBase, number>, As<Node::kBase> {};
struct topic_end : key<Keyword::kEnd> {};
struct topic_body : peg::if_must<colon, peg::star<peg::sor<weight, base, basis>>, topic_end> {};
struct topic : starts<Keyword::kTopic, name, string, topic_head, peg::opt<topic_body>>, As<Node::kTopic> {};
struct topic_policy
    : starts<Keyword::kTopicPolicy, number, key<Keyword::kMargin>, number, peg::opt<key<Keyword::kByLength>>>,
      As<Node::kTopicPolicy> {};
struct leave : starts<Keyword::kLeave, name_list, peg::opt<basis>>, As<Node::kLeave> {};

// Fields, templates, scripts.
struct options : starts<Keyword::kOptions, name_list>, As<Node::kOptions> {};
struct bounds : starts<Keyword::kLowest, number, key<Keyword::kHighest>, number>, As<Node::kBounds> {};
struct field_of_type : peg::seq<name, peg::opt<bounds>> {};
struct field_type : peg::sor<options, field_of_type> {};
struct field : starts<Keyword::kField, name, field_type, peg::opt<basis>>, As<Node::kField> {};
struct template_text : key<Keyword::kTemplateText> {};
struct template_end : key<Keyword::kEnd> {};
struct letter
    : starts<Keyword::kTemplate, name, string, colon, template_text, string_list, peg::opt<basis>, template_end>,
      As<Node::kTemplate> {};
struct script
    : starts<Keyword::kScript, attribute, open, attribute_list, close, key<Keyword::kGives>, name, peg::opt<basis>>,
      As<Node::kScript> {};

// Rules and examples.
struct set : starts<Keyword::kSet, name>, As<Node::kSet> {};
struct priority : starts<Keyword::kPriority, number>, As<Node::kPriority> {};
struct valid_from : starts<Keyword::kValidFrom, date>, As<Node::kValidFrom> {};
struct valid_to : starts<Keyword::kValidTo, date>, As<Node::kValidTo> {};
struct valid_range : peg::sor<peg::seq<valid_from, peg::opt<valid_to>>, valid_to> {};
struct valid : starts<Keyword::kValid, valid_range>, As<Node::kValid> {};
struct rule_if : key<Keyword::kIf> {};
struct rule_then : key<Keyword::kThen> {};
struct rule_end : key<Keyword::kEnd> {};
struct rule_name : string {};
struct named_event : peg::sor<starts<Keyword::kOnTransition, name>, starts<Keyword::kOnOverdue, name>> {};
struct plain_event : peg::sor<key<Keyword::kOnRating>, key<Keyword::kOnReopening>, key<Keyword::kOnChange>> {};
struct event_kind : peg::sor<named_event, plain_event> {};
struct event : starts<Keyword::kOn, event_kind>, As<Node::kEvent> {};
struct rule
    : starts<Keyword::kRule, rule_name, peg::star<peg::sor<set, priority, event>>, colon,
             peg::star<peg::sor<basis, valid>>, rule_if, condition, rule_then, action, peg::star<action>, rule_end>,
      As<Node::kRule> {};
struct cancel : starts<Keyword::kCancel, string, peg::opt<starts<Keyword::kCancelFrom, name>>>, As<Node::kCancel> {};

// Decision tables. A row ends with its line, so that white space inside is blanks only.
struct blank {
  using rule_t = blank;
  using subs_t = peg::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    in.bump(lexis::BlankLength(std::string_view(in.current(), in.size())));
    return true;
  }
};
template <Keyword K>
struct cell_key : peg::seq<keyword_token<K>, blank> {};
template <typename Token>
struct cell_token : peg::seq<Token, blank> {};
struct cell_comma : peg::seq<peg::one<','>, blank> {};
struct cell_next : peg::seq<peg::one<';'>, blank> {};
struct cell_string : cell_token<string_token> {};
struct cell_number : peg::seq<number_token, peg::must<no_decimal_comma>, blank> {};
struct cell_scalar : peg::sor<cell_token<date_token>, cell_token<time_token>, cell_number> {};
struct cell_value : peg::sor<cell_token<date_token>, cell_number, cell_string, cell_token<dotted_token>> {};
struct cell_any : cell_key<Keyword::kAnyValue> {};
struct cell_present : cell_key<Keyword::kPresent>, As<Node::kPresent> {};
struct cell_absent : cell_key<Keyword::kAbsent>, As<Node::kAbsent> {};
struct cell_not_greater : peg::if_must<cell_key<Keyword::kNotGreater>, cell_scalar>, As<Node::kNotGreater> {};
struct cell_not_less : peg::if_must<cell_key<Keyword::kNotLess>, cell_scalar>, As<Node::kNotLess> {};
struct cell_greater : peg::if_must<cell_key<Keyword::kGreater>, cell_scalar>, As<Node::kGreater> {};
struct cell_less : peg::if_must<cell_key<Keyword::kLess>, cell_scalar>, As<Node::kLess> {};
struct cell_to : cell_key<Keyword::kBetweenTo> {};
struct cell_between : peg::if_must<cell_key<Keyword::kBetweenFrom>, cell_scalar, cell_to, cell_scalar>,
                      As<Node::kBetween> {};
struct cell_redirect : peg::if_must<cell_key<Keyword::kRedirect>, cell_string>, As<Node::kRedirect> {};
struct cell_basis : cell_key<Keyword::kBasis> {};
struct cell_no_reply : peg::if_must<cell_key<Keyword::kNoReply>, cell_basis, cell_string>, As<Node::kNoReply> {};
struct cell_values : peg::list_must<cell_value, cell_comma>, As<Node::kAmong> {};
struct cell_content : peg::sor<cell_any, cell_present, cell_absent, cell_not_greater, cell_not_less, cell_greater,
                               cell_less, cell_between, cell_redirect, cell_no_reply, cell_values> {};
struct cell : peg::opt<cell_content>, As<Node::kCell> {};
struct full_cell : peg::seq<cell_content>, As<Node::kCell> {};
struct empty_cell : peg::success, As<Node::kCell> {};
// `from 1 to 5` is a cell, `from "file"` is not.
struct quote : peg::sor<peg::one<'"'>, peg::string<'\xC2', '\xAB'>> {};
struct rows_from_start : peg::seq<key<Keyword::kRowsFrom>, peg::at<quote>> {};
struct not_body_end : peg::not_at<peg::sor<key<Keyword::kEnd>, rows_from_start, peg::eof>> {};
struct row_end : peg::seq<peg::sor<peg::at<peg::one<'\n'>>, peg::at<peg::string<'/', '/'>>, peg::eof>, space> {};
struct row_cells
    : peg::sor<peg::seq<full_cell, peg::star<cell_next, cell>>, peg::seq<empty_cell, peg::plus<cell_next, cell>>> {};
struct row : peg::if_must<not_body_end, row_cells, row_end>, As<Node::kRow> {};
struct rows_from : peg::if_must<rows_from_start, string>, As<Node::kRowsFrom> {};
// The heading stands on the line of its column: the next line may begin with the text of a cell.
struct column : peg::seq<cell_token<dotted_token>, peg::opt<cell_string>>, As<Node::kColumn> {};
struct action_name : peg::sor<cell_key<Keyword::kOutcome>, cell_key<Keyword::kNotify>, cell_key<Keyword::kReply>,
                              cell_key<Keyword::kRecuse>, cell_token<dotted_token>> {};
struct action_column : peg::seq<action_name, peg::opt<cell_string>>, As<Node::kColumn> {};
// The list goes on after a `;` on its line; a line that begins with one is a row.
struct semicolon : mark<';'> {};
struct columns : peg::seq<peg::list_must<column, semicolon>, space> {};
struct action_columns : peg::seq<peg::list_must<action_column, semicolon>, space> {};
struct table_policy : peg::sor<key<Keyword::kFirstRow>, key<Keyword::kUniqueRow>, key<Keyword::kAllRows>> {};
struct table_then : key<Keyword::kThen> {};
struct table_end : key<Keyword::kEnd> {};
struct table_rows : peg::sor<rows_from, peg::plus<row>> {};
struct table : starts<Keyword::kTable, name, table_policy, peg::opt<priority>, colon, peg::star<peg::sor<basis, valid>>,
                      rule_if, columns, table_then, action_columns, table_rows, table_end>,
               As<Node::kTable> {};

struct moment : peg::seq<date, peg::opt<time>> {};
struct given_value : peg::sor<moment, number, string, name> {};
// Looked ahead by characters: a token would enter the tree twice.
struct year_ahead : peg::at<peg::rep<4, digit>, peg::one<'-'>> {};
struct step_at_start : peg::seq<key<Keyword::kStepAt>, year_ahead> {};
struct bare_duration : Lexeme<bare_duration> {
  static std::size_t Length(std::string_view text) { return DurationLength(text); }
};
struct step_after_start : peg::seq<key<Keyword::kStepAfter>, peg::at<bare_duration>> {};
struct step_start : peg::sor<step_at_start, step_after_start> {};
struct given : peg::seq<peg::not_at<step_start>, peg::if_must<attribute, given_value>>, As<Node::kGiven> {};
struct similar_given : starts<Keyword::kSimilarGiven, digits>, As<Node::kSimilarGiven> {};
struct step_by : starts<Keyword::kStepBy, name>, As<Node::kStepBy> {};
struct step_to : starts<Keyword::kStepTo, name>, As<Node::kStepTo> {};
struct brought : peg::seq<name, peg::must<string>> {};
struct brought_list : peg::list_must<brought, comma> {};
struct step_with : starts<Keyword::kStepWith, brought_list>, As<Node::kStepWith> {};
struct step_for : peg::seq<key<Keyword::kStepFor>, duration>, As<Node::kStepFor> {};
struct step_transition
    : starts<Keyword::kStepTransition, name, peg::opt<step_by>, peg::opt<step_with>, peg::opt<step_for>>,
      As<Node::kStepTransition> {};
struct step_hand_over : starts<Keyword::kStepHandOver, peg::opt<step_by>, step_to>, As<Node::kStepHandOver> {};
struct step_rating : starts<Keyword::kStepRating, digits>, As<Node::kStepRating> {};
struct expectation : starts<Keyword::kExpected, condition>, As<Node::kExpectation> {};
struct step_input : peg::sor<step_transition, step_hand_over, step_rating> {};
struct step_refused : key<Keyword::kStepRefused>, As<Node::kStepRefused> {};
struct step_what : peg::sor<peg::if_must<step_refused, step_input>, step_input, expectation> {};
struct step_after : peg::if_must<key<Keyword::kStepAfter>, duration, step_what> {};
struct step_at : peg::if_must<step_at_start, moment, step_what> {};
struct step : peg::sor<step_after, step_at>, As<Node::kStep> {};
struct expected : key<Keyword::kExpected> {};
struct steps : peg::plus<step> {};
struct expectations : peg::sor<steps, peg::if_must<expected, condition, peg::star<step>>> {};
struct example_end : key<Keyword::kEnd> {};
struct example
    : starts<Keyword::kExample, string, colon, peg::star<peg::sor<similar_given, given>>, expectations, example_end>,
      As<Node::kExample> {};

struct declaration : peg::sor<module_decl, use, municipality, cancel, rule, table, example, topic_policy, topic, leave,
                              dictionary, field, letter, script, channel, procedure, refine, escalation, unit> {};
struct start : peg::must<declaration> {};
struct cell_end : peg::eof {};
struct lone_cell : peg::must<blank, cell, cell_end> {};

}  // namespace autorules::grammar

namespace tao::pegtl {

template <typename Name, typename Self>
struct analyze_traits<Name, autorules::grammar::Lexeme<Self>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::space> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::blank> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::duration_token> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::bare_duration> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::name_token> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::dotted_token> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::string_token> : analyze_any_traits<> {};
template <typename Name, autorules::Keyword K>
struct analyze_traits<Name, autorules::grammar::keyword_token<K>> : analyze_any_traits<> {};

}  // namespace tao::pegtl
