#pragma once

// The grammar of the language. Included by the parser's own .cc files only: PEGTL is expensive to compile.

#include <string_view>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "dsl/cst.h"
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
struct time_token : peg::seq<peg::rep<2, digit>, peg::one<':'>, peg::rep<2, digit>>, As<Node::kTime> {};

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
template <char C>
struct mark : peg::seq<peg::one<C>, space> {};
struct comma : mark<','> {};
struct colon : mark<':'> {};
struct equals : mark<'='> {};
struct open : mark<'('> {};
struct close : mark<')'> {};

struct name_list : peg::list_must<name, comma> {};
struct string_list : peg::list_must<string, comma> {};
struct scalar : peg::sor<date, number> {};
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
struct comparison
    : peg::sor<op_not_equal, op_not_greater, op_not_less, op_not_among, op_not_contains, op_contains_all, op_contains,
               op_equal, op_greater, op_less, op_between, op_among, op_present, op_absent, op_within> {};
struct test : peg::if_must<attribute, comparison>, As<Node::kTest> {};
struct has : starts<Keyword::kHas, attribute, value>, As<Node::kHas> {};
struct group : peg::if_must<open, condition, close>, As<Node::kGroup> {};
struct operand;
struct negation : starts<Keyword::kNot, operand>, As<Node::kNot> {};
struct operand : peg::sor<negation, group, has, test> {};
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
struct action_value : peg::sor<string, name> {};
struct plain_action : peg::if_must<attribute, action_value>, As<Node::kAction> {};
struct action : peg::sor<outcome, plain_action> {};

// Municipality.
struct oktmo : starts<Keyword::kOktmo, digits>, As<Node::kOktmo> {};
struct zone : starts<Keyword::kZone, string>, As<Node::kZone> {};
struct defaults_end : key<Keyword::kEnd> {};
struct defaults : starts<Keyword::kDefault, colon, peg::star<action>, defaults_end>, As<Node::kDefaults> {};
struct municipality_end : key<Keyword::kEnd> {};
struct municipality : starts<Keyword::kMunicipality, name, string, colon,
                             peg::star<peg::sor<oktmo, zone, basis, defaults>>, municipality_end>,
                      As<Node::kMunicipality> {};

// Modules, channels, procedures, dictionaries.
struct module_decl : starts<Keyword::kModule, name>, As<Node::kModule> {};
struct use : starts<Keyword::kUse, name_list>, As<Node::kUse> {};
struct codes : starts<Keyword::kCodes, string_list>, As<Node::kCodes> {};
struct channel_end : key<Keyword::kEnd> {};
struct channel_body : peg::if_must<colon, peg::star<peg::sor<codes, basis>>, channel_end> {};
struct channel : starts<Keyword::kChannel, name, string, peg::opt<channel_body>>, As<Node::kChannel> {};
struct procedure_end : key<Keyword::kEnd> {};
struct procedure_body : peg::if_must<colon, peg::star<basis>, procedure_end> {};
struct procedure : starts<Keyword::kProcedure, name, string, peg::opt<procedure_body>>, As<Node::kProcedure> {};
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
struct rule
    : starts<Keyword::kRule, rule_name, peg::star<peg::sor<set, priority>>, colon, peg::star<peg::sor<basis, valid>>,
             rule_if, condition, rule_then, action, peg::star<action>, rule_end>,
      As<Node::kRule> {};
struct cancel : starts<Keyword::kCancel, string, peg::opt<starts<Keyword::kCancelFrom, name>>>, As<Node::kCancel> {};
struct moment : peg::seq<date, peg::opt<time>> {};
struct given_value : peg::sor<moment, number, string, name> {};
struct given : peg::if_must<attribute, given_value>, As<Node::kGiven> {};
struct expected : key<Keyword::kExpected> {};
struct example_end : key<Keyword::kEnd> {};
struct example : starts<Keyword::kExample, string, colon, peg::star<given>, expected, condition, example_end>,
                 As<Node::kExample> {};

struct declaration : peg::sor<module_decl, use, municipality, cancel, rule, example, topic_policy, topic, leave,
                              dictionary, channel, procedure, unit> {};
struct start : peg::must<declaration> {};

}  // namespace autorules::grammar

namespace tao::pegtl {

template <typename Name, typename Self>
struct analyze_traits<Name, autorules::grammar::Lexeme<Self>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::space> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::name_token> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::dotted_token> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, autorules::grammar::string_token> : analyze_any_traits<> {};
template <typename Name, autorules::Keyword K>
struct analyze_traits<Name, autorules::grammar::keyword_token<K>> : analyze_any_traits<> {};

}  // namespace tao::pegtl
