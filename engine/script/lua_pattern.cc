#include "engine/script/lua_pattern.h"

#include <algorithm>
#include <cstring>

namespace autorules {
namespace {

constexpr std::size_t kCaptures = 32;  ///< as in Lua
constexpr std::size_t kItems = 1000;   ///< bounds the choices that can be open at once

bool IsLower(unsigned c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(unsigned c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(unsigned c) { return c >= '0' && c <= '9'; }
bool IsLetter(unsigned c) { return IsLower(c) || IsUpper(c); }
bool IsGraph(unsigned c) { return c > ' ' && c < 0x7F; }

/// Whether a byte is of the class that a lower-case letter names.
bool InClass(unsigned c, char letter) {
  switch (letter) {
    case 'a': return IsLetter(c);
    case 'c': return c < ' ' || c == 0x7F;
    case 'd': return IsDigit(c);
    case 'g': return IsGraph(c);
    case 'l': return IsLower(c);
    case 'p': return IsGraph(c) && !IsLetter(c) && !IsDigit(c);
    case 's': return c == ' ' || (c >= '\t' && c <= '\r');
    case 'u': return IsUpper(c);
    case 'w': return IsLetter(c) || IsDigit(c);
    case 'x': return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    default: return false;
  }
}

bool IsClass(char letter) {
  return std::strchr("acdglpsuwx", IsUpper(static_cast<unsigned char>(letter)) ? letter + ('a' - 'A') : letter) !=
             nullptr &&
         letter != '\0';
}

}  // namespace

class LuaPattern::Reader {
 public:
  Reader(std::string_view text, LuaPattern& pattern) : text_(text), pattern_(pattern) {}

  /// Empty when all is well.
  std::string Read() {
    while (pos_ < text_.size() && error_.empty()) {
      if (pattern_.items_.size() == kItems) return "pattern too complex";
      ReadItem();
    }
    if (!error_.empty()) return error_;
    if (!open_.empty()) return "unfinished capture";
    pattern_.captures_ = count_;
    return {};
  }

 private:
  bool Has(std::size_t ahead) const { return pos_ + ahead < text_.size(); }
  unsigned char Byte(std::size_t at) const { return static_cast<unsigned char>(text_[at]); }
  void Add(Item item) { pattern_.items_.push_back(item); }

  void ReadItem() {
    const char c = text_[pos_];
    if (c == '(') return Open();
    if (c == ')') return Close();
    if (c == '$' && !Has(1)) {
      ++pos_;
      return Add({.kind = Kind::kEnd});
    }
    if (c == '%' && Has(1)) {
      const char next = text_[pos_ + 1];
      if (next == 'b') return Balance();
      if (next == 'f') return Frontier();
      if (IsDigit(static_cast<unsigned char>(next))) return Same();
    }
    ReadSingle();
  }

  void Open() {
    if (count_ == kCaptures) return Fail("too many captures");
    const auto index = static_cast<std::uint16_t>(count_++);
    closed_.push_back(false);
    if (Has(1) && text_[pos_ + 1] == ')') {
      pos_ += 2;
      closed_[index] = true;
      return Add({.kind = Kind::kPosition, .index = index});
    }
    ++pos_;
    open_.push_back(index);
    Add({.kind = Kind::kOpen, .index = index});
  }

  void Close() {
    if (open_.empty()) return Fail("invalid pattern capture");
    ++pos_;
    closed_[open_.back()] = true;
    Add({.kind = Kind::kClose, .index = open_.back()});
    open_.pop_back();
  }

  void Same() {
    const char digit = text_[pos_ + 1];
    const auto index = static_cast<std::uint16_t>(digit - '1');
    if (digit == '0' || index >= count_ || !closed_[index]) {
      return Fail(std::string("invalid capture index %") + digit);
    }
    pos_ += 2;
    Add({.kind = Kind::kSame, .index = index});
  }

  void Balance() {
    if (!Has(3)) return Fail("malformed pattern (missing arguments to '%b')");
    Add({.kind = Kind::kBalance, .byte = Byte(pos_ + 2), .other = Byte(pos_ + 3)});
    pos_ += 4;
  }

  void Frontier() {
    pos_ += 2;
    if (!Has(0) || text_[pos_] != '[') return Fail("missing '[' after '%f' in pattern");
    Item item = ReadSet();
    item.kind = Kind::kFrontier;
    Add(item);
  }

  void ReadSingle() {
    Item item;
    const char c = text_[pos_];
    if (c == '[') {
      item = ReadSet();
    } else if (c == '%') {
      if (!Has(1)) return Fail("malformed pattern (ends with '%')");
      item = ReadEscape(text_[pos_ + 1]);
      pos_ += 2;
    } else {
      item.kind = c == '.' ? Kind::kAny : Kind::kByte;
      item.byte = Byte(pos_++);
    }
    if (Has(0)) {
      switch (text_[pos_]) {
        case '?': item.repeat = Repeat::kOptional; break;
        case '*': item.repeat = Repeat::kMost; break;
        case '+': item.repeat = Repeat::kMostButOne; break;
        case '-': item.repeat = Repeat::kLeast; break;
        default: break;
      }
      if (item.repeat != Repeat::kOnce) ++pos_;
    }
    Add(item);
  }

  Item ReadEscape(char letter) {
    if (!IsClass(letter)) return {.kind = Kind::kByte, .byte = static_cast<unsigned char>(letter)};
    ByteSet set;
    AddClass(letter, set);
    return AddSet(set);
  }

  static void AddClass(char letter, ByteSet& set) {
    const bool inverse = IsUpper(static_cast<unsigned char>(letter));
    const char lower = inverse ? static_cast<char>(letter + ('a' - 'A')) : letter;
    for (unsigned c = 0; c < 256; ++c) {
      if (InClass(c, lower) != inverse) set.set(c);
    }
  }

  Item AddSet(const ByteSet& set) {
    pattern_.sets_.push_back(set);
    return {.kind = Kind::kSet, .index = static_cast<std::uint16_t>(pattern_.sets_.size() - 1)};
  }

  /// Reads from `[` past its `]`. A `]` that comes first stands for itself.
  Item ReadSet() {
    std::size_t from = pos_ + 1;
    const bool inverse = from < text_.size() && text_[from] == '^';
    if (inverse) ++from;
    std::size_t end = from;
    do {
      if (end >= text_.size()) return FailSet();
      end += text_[end] == '%' && end + 1 < text_.size() ? 2 : 1;
    } while (end >= text_.size() || text_[end] != ']');
    ByteSet set;
    for (std::size_t at = from; at < end;) {
      if (text_[at] == '%') {
        const char letter = text_[at + 1];
        if (IsClass(letter)) {
          AddClass(letter, set);
        } else {
          set.set(Byte(at + 1));
        }
        at += 2;
      } else if (at + 2 < end && text_[at + 1] == '-') {
        for (unsigned c = Byte(at); c <= Byte(at + 2); ++c) set.set(c);
        at += 3;
      } else {
        set.set(Byte(at++));
      }
    }
    pos_ = end + 1;
    return AddSet(inverse ? ~set : set);
  }

  Item FailSet() {
    Fail("malformed pattern (missing ']')");
    return {};
  }

  void Fail(std::string error) {
    error_ = std::move(error);
    pos_ = text_.size();
  }

  std::string_view text_;
  LuaPattern& pattern_;
  std::size_t pos_ = 0;
  std::size_t count_ = 0;
  std::vector<bool> closed_;
  std::vector<std::uint16_t> open_;
  std::string error_;
};

/// One attempt at one place. A path through the pattern meets each item once, so the open choices and the captures
/// that a choice has to undo never outnumber the items.
class LuaPattern::Run {
 public:
  Run(const LuaPattern& pattern, std::string_view subject, std::size_t at, std::size_t& steps, LuaMatch& match)
      : pattern_(pattern), subject_(subject), at_(at), steps_(steps), match_(match) {}

  Outcome Go() {
    match_.captures.assign(pattern_.captures_, {});
    match_.begin = at_;
    while (item_ < pattern_.items_.size()) {
      if (steps_ == 0) return Outcome::kOutOfSteps;
      --steps_;
      if (!Step(pattern_.items_[item_]) && !TakeNextChoice()) {
        return steps_ == 0 ? Outcome::kOutOfSteps : Outcome::kNoMatch;
      }
    }
    match_.end = at_;
    return Outcome::kMatch;
  }

 private:
  /// Where to go on when what follows fails: at [least, most] of the subject, from the end that is tried first. For
  /// kOpen and kClose: what a capture was before.
  struct Choice {
    std::size_t item;
    std::size_t least;
    std::size_t most;
    LuaMatch::Capture before{};
  };

  unsigned char Byte(std::size_t at) const { return static_cast<unsigned char>(subject_[at]); }

  bool Pay(std::size_t steps) {
    if (steps > steps_) steps = steps_;
    steps_ -= steps;
    return steps_ > 0;
  }

  bool Step(const Item& item) {
    switch (item.kind) {
      case Kind::kByte:
      case Kind::kAny:
      case Kind::kSet: return StepSingle(item);
      case Kind::kOpen:
      case Kind::kClose:
      case Kind::kPosition: return StepCapture(item);
      case Kind::kSame: return StepSame(item);
      case Kind::kBalance: return StepBalance(item);
      case Kind::kFrontier: return StepFrontier(item);
      case Kind::kEnd: return at_ == subject_.size() && Next(at_);
    }
    return false;
  }

  bool Next(std::size_t at) {
    at_ = at;
    ++item_;
    return true;
  }

  bool StepSingle(const Item& item) {
    const std::size_t from = at_;
    const bool accepts = from < subject_.size() && pattern_.Accepts(item, Byte(from));
    switch (item.repeat) {
      case Repeat::kOnce: return accepts && Next(from + 1);
      case Repeat::kOptional:
        if (!accepts) return Next(from);
        choices_.push_back({item_, from, from + 1});
        return Next(from + 1);
      case Repeat::kLeast: choices_.push_back({item_, from, from}); return Next(from);
      case Repeat::kMost:
      case Repeat::kMostButOne: break;
    }
    if (item.repeat == Repeat::kMostButOne && !accepts) return false;
    std::size_t end = from;
    while (end < subject_.size() && pattern_.Accepts(item, Byte(end))) ++end;
    if (!Pay(end - from)) return false;
    const std::size_t least = item.repeat == Repeat::kMostButOne ? from + 1 : from;
    if (end > least) choices_.push_back({item_, least, end});
    return Next(end);
  }

  bool StepCapture(const Item& item) {
    LuaMatch::Capture& capture = match_.captures[item.index];
    choices_.push_back({item_, 0, 0, capture});
    if (item.kind == Kind::kClose) {
      capture.end = at_;
    } else {
      capture = {at_, at_, item.kind == Kind::kPosition};
    }
    return Next(at_);
  }

  bool StepSame(const Item& item) {
    const LuaMatch::Capture& capture = match_.captures[item.index];
    const std::string_view text = subject_.substr(capture.begin, capture.end - capture.begin);
    if (!Pay(text.size() / 16)) return false;
    return !capture.position && subject_.substr(at_).starts_with(text) && Next(at_ + text.size());
  }

  bool StepBalance(const Item& item) {
    if (at_ == subject_.size() || Byte(at_) != item.byte) return false;
    std::size_t depth = 1;
    for (std::size_t end = at_ + 1; end < subject_.size(); ++end) {
      if (Byte(end) == item.other) {
        if (--depth == 0) return Pay(end - at_) && Next(end + 1);
      } else if (Byte(end) == item.byte) {
        ++depth;
      }
    }
    Pay(subject_.size() - at_);
    return false;
  }

  bool StepFrontier(const Item& item) {
    const ByteSet& set = pattern_.sets_[item.index];
    const unsigned char before = at_ == 0 ? 0 : Byte(at_ - 1);
    const unsigned char here = at_ == subject_.size() ? 0 : Byte(at_);
    return !set.test(before) && set.test(here) && Next(at_);
  }

  /// Goes back to the last choice that has something left. False when there is none, or no step.
  bool TakeNextChoice() {
    while (!choices_.empty()) {
      if (!Pay(1)) return false;
      Choice& choice = choices_.back();
      const Item& item = pattern_.items_[choice.item];
      item_ = choice.item;
      if (item.kind == Kind::kOpen || item.kind == Kind::kClose || item.kind == Kind::kPosition) {
        match_.captures[item.index] = choice.before;
        choices_.pop_back();
      } else if (item.repeat == Repeat::kLeast) {
        if (choice.most < subject_.size() && pattern_.Accepts(item, Byte(choice.most))) return Next(++choice.most);
        choices_.pop_back();
      } else {
        const std::size_t shorter = --choice.most;
        if (shorter == choice.least) choices_.pop_back();
        return Next(shorter);
      }
    }
    return false;
  }

  const LuaPattern& pattern_;
  std::string_view subject_;
  std::size_t at_;
  std::size_t& steps_;
  LuaMatch& match_;
  std::size_t item_ = 0;
  std::vector<Choice> choices_;
};

tl::expected<LuaPattern, std::string> LuaPattern::Compile(std::string_view pattern, Anchor anchor) {
  LuaPattern compiled;
  compiled.anchored_ = anchor == Anchor::kAllowed && pattern.starts_with('^');
  if (compiled.anchored_) pattern.remove_prefix(1);
  std::string error = Reader(pattern, compiled).Read();
  if (!error.empty()) return tl::unexpected(std::move(error));
  return compiled;
}

LuaPattern::Outcome LuaPattern::MatchAt(std::string_view subject, std::size_t at, std::size_t& steps,
                                        LuaMatch& match) const {
  return Run(*this, subject, at, steps, match).Go();
}

LuaPattern::Outcome LuaPattern::Find(std::string_view subject, std::size_t from, std::size_t& steps,
                                     LuaMatch& match) const {
  for (std::size_t at = from; at <= subject.size(); ++at) {
    const Outcome outcome = MatchAt(subject, at, steps, match);
    if (outcome != Outcome::kNoMatch || anchored_) return outcome;
  }
  return Outcome::kNoMatch;
}

}  // namespace autorules
