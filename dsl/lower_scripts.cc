#include <algorithm>
#include <filesystem>

#include "dsl/lexis.h"
#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// The bytes of a line, for scripts: their problems have no finer place.
Span LineSpan(const SourceMap& sources, FileId file, std::uint32_t line) {
  const std::string& text = sources.Get(file).text();
  std::string_view words = sources.Get(file).Line(line);
  words.remove_prefix(lexis::BlankLength(words));
  const std::size_t begin = words.empty() ? text.size() : static_cast<std::size_t>(words.data() - text.data());
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
}

}  // namespace

void Lowering::LoadScripts() {
  struct Loaded {
    Script script;
    FileId file;
  };
  std::vector<Loaded> loaded;
  for (auto& [path, text] : files_->ScriptFiles()) {
    const auto file = AddSource(path, std::move(text), source_map_, diagnostics_);
    if (!file) continue;
    loaded.push_back({{Fold(std::filesystem::path(path).stem().string()), path, sources_.Get(*file).text()}, *file});
  }
  std::sort(loaded.begin(), loaded.end(),
            [](const Loaded& a, const Loaded& b) { return a.script.name < b.script.name; });
  for (Loaded& each : loaded) {
    if (!pack_.parts.scripts.empty() && pack_.parts.scripts.back().name == each.script.name) {
      diagnostics_->Add(Code::kDuplicateName, {each.file, 0, 0}, {Text("скрипт", "script"), each.script.name});
      continue;
    }
    ScriptState state({each.script.name, each.script.file, each.script.text});
    if (state.load_failure()) {
      diagnostics_->Add(Code::kScriptFails, LineSpan(sources_, each.file, std::max(1U, state.load_failure_line())),
                        {state.load_failure()->reason});
    }
    scripts_.push_back(std::move(state));
    script_files_.push_back(each.file);
    pack_.parts.scripts.push_back(std::move(each.script));
  }
}

void Lowering::LowerScriptedRules() {
  for (Id script = 0; script < scripts_.size(); ++script) {
    const auto& rules = scripts_[script].rules();
    for (std::uint32_t index = 0; index < rules.size(); ++index) {
      const ScriptRule& declared = rules[index];
      const Span place = LineSpan(sources_, script_files_[script], declared.line);
      Pending pending;
      Rule& rule = pending.rule;
      rule.name = declared.name;
      rule.set = Fold(declared.set);
      rule.priority = declared.priority;
      rule.basis = {declared.basis, false};
      rule.place = PlaceOf(place);
      rule.script = ScriptedRule{script, index, LowerScriptNames(declared, declared.reads, false, place),
                                 LowerScriptNames(declared, declared.writes, true, place)};
      pending.source = {place, place, kNone};
      pending_.push_back(std::move(pending));
    }
  }
}

std::vector<Attribute> Lowering::LowerScriptNames(const ScriptRule& rule, const std::vector<std::string>& names,
                                                  bool written, Span place) {
  std::vector<Attribute> attributes;
  for (const std::string& name : names) {
    const std::string folded = Fold(name);
    const auto attribute = pack_.Find(folded);
    if (!attribute) {
      std::vector<std::string> known;
      for (const AttributeInfo& info : Attributes()) known.emplace_back(info.ru);
      for (const OwnAttributeInfo& info : pack_.parts.own) known.push_back(info.name);
      // In Lua attributes are called by their reading form.
      const auto action = FindAction(folded);
      diagnostics_
          ->Add(Code::kScriptRule, place,
                {rule.name, Text("нет признака «" + name + "»", "unknown attribute '" + name + "'")})
          .suggestions = action ? std::vector{std::string(Info(*action).ru)} : Nearest(name, known);
      continue;
    }
    if (!IsOwn(*attribute) && Info(*attribute).origin == Origin::kEvent) {
      diagnostics_->Add(Code::kEventAttribute, place, {name, KnownTo(*attribute)});
      continue;
    }
    if (written && (!pack_.parts.IsWritable(*attribute) || *attribute == Attribute::kMerge)) {
      diagnostics_->Add(
          Code::kScriptRule, place,
          {rule.name, Text("«" + name + "» правила не устанавливают", "rules do not set '" + name + "'")});
      continue;
    }
    if (IsOwn(*attribute)) pack_.used_own.insert(static_cast<Id>(OwnIndex(*attribute)));
    attributes.push_back(*attribute);
  }
  std::sort(attributes.begin(), attributes.end());
  attributes.erase(std::unique(attributes.begin(), attributes.end()), attributes.end());
  return attributes;
}

}  // namespace autorules
