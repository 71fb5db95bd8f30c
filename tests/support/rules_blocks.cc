#include "tests/support/rules_blocks.h"

#include <algorithm>
#include <sstream>

#include "dsl/compile.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules::testing {
namespace {

constexpr std::string_view kMunicipality = R"(муниципалитет proba "Пробный район":
  часовой пояс "Asia/Yekaterinburg"
  по умолчанию:
    назначить руководитель
    порядок сообщение
  конец
конец
)";

constexpr std::string_view kModules = "использовать каналы, темы, порядки\n";

constexpr std::string_view kHead = R"(роль руководитель "Руководитель центра": вид руководитель конец
)";

/// Every topic of the standard library has an owner.
constexpr std::string_view kOwner = R"(роль прочие_темы "Прочие темы":
  темы благо, дороги, жкх, мусор, здрав, ковид, соц, образование, транспорт, безопасность, культура, спорт, экономика
  темы мобилизация, мфц, газ, связь, электро, экология, строительство, торговля, памятники, собственность, роспотреб
  темы погребение, спецпроекты
конец
)";

/// Whom the escalations of the standard library speak of.
constexpr std::string_view kAbove = R"(роль глава_района "Глава района": вид куратор конец
роль приём_сообщений "Приём сообщений" подчиняется глава_района:
  вид координатор
  ведёт почта
конец
)";

constexpr std::string_view kStreets = R"(Улица;Тип;Дома;Район
Мира;улица;;Центральный
Ленина;проспект;1-45 нечет;Центральный
Садовая;улица;;Заречный
)";

bool HasLine(std::string_view text, std::string_view start) {
  return text.starts_with(start) || text.find("\n" + std::string(start)) != std::string_view::npos;
}

}  // namespace

std::vector<FencedBlock> FencedBlocks(std::string_view markdown) {
  std::vector<FencedBlock> blocks;
  std::istringstream in{std::string(markdown)};
  std::string line;
  bool inside = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("```")) {
      if (!inside) blocks.push_back({line.substr(3), "", number});
      inside = !inside;
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

bool DeclaresMunicipality(std::string_view rules) {
  return HasLine(rules, "муниципалитет ") || HasLine(rules, "municipality ");
}

bool DeclaresModule(std::string_view rules) { return HasLine(rules, "модуль ") || HasLine(rules, "module "); }

TextFiles PackAround(std::string_view rules, const std::string& path) {
  std::string around;
  if (!DeclaresMunicipality(rules)) around += kMunicipality;
  around += kModules;
  around += kOwner;
  around += kAbove;
  if (!HasLine(rules, "роль руководитель ")) around += kHead;
  return {{path, std::string(rules)}, {"мцу.rules", around}, {"data/streets.csv", std::string(kStreets)}};
}

std::shared_ptr<const RuleSet> CompileOrFail(const TextFiles& files) {
  const Compilation compilation = CompileTexts(files, {{}, false});
  INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
  REQUIRE(compilation.rules);
  return compilation.rules;
}

TextFiles FilesBelow(const std::filesystem::path& folder) {
  TextFiles files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      files.emplace_back(entry.path().lexically_relative(folder).generic_string(), ReadFile(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace autorules::testing
