#include "engine/intake/workbook.h"

#include <fmt/format.h>

#include <map>

#include "engine/base/limits.h"
#include "engine/intake/element_cutter.h"
#include "engine/intake/xml_nodes.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

struct Relation {
  std::string type;  ///< the last word of its address: "worksheet"
  std::string target;
};
using Relations = std::map<std::string, Relation>;

/// "xl/" of "xl/workbook.xml".
std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

/// A target is counted from the folder of the part that names it, or from the top.
std::string Resolve(const std::string& folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string base = folder;
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!base.empty()) base = FolderOf(base.substr(0, base.size() - 1));
  }
  return base + std::string(target);
}

Result<pugi::xml_node> LoadPart(ZipArchive* archive, const std::string& path, pugi::xml_document* document) {
  const Result<std::string> text = archive->ReadWhole(path);
  if (!text) return tl::unexpected(text.error());
  if (!ParseXml(*text, document)) return Fail(fmt::format("часть {} повреждена", path));
  return document->document_element();
}

/// What the part at `path` refers to, by the id it uses; nothing when it refers to nothing.
Result<Relations> LoadRelations(ZipArchive* archive, const std::string& path) {
  const std::string folder = FolderOf(path);
  const std::string part = folder + "_rels/" + path.substr(folder.size()) + ".rels";
  Relations relations;
  if (!archive->Contains(part)) return relations;
  pugi::xml_document document;
  const Result<pugi::xml_node> root = LoadPart(archive, part, &document);
  if (!root) return tl::unexpected(root.error());
  ForEachChild(*root, "Relationship", [&](pugi::xml_node node) {
    const std::string type = node.attribute("Type").value();
    relations[node.attribute("Id").value()] = {type.substr(type.rfind('/') + 1),
                                               Resolve(folder, RepairUtf8(node.attribute("Target").value()))};
  });
  return relations;
}

std::string TargetOf(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return relation.target;
  }
  return {};
}

/// r:id of <sheet>, whatever the prefix.
std::string RelationId(pugi::xml_node node) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name.ends_with(":id")) return attribute.value();
  }
  return {};
}

Result<void> LoadFormats(ZipArchive* archive, const std::string& path, std::vector<CellFormat>* formats) {
  pugi::xml_document document;
  const Result<pugi::xml_node> root = LoadPart(archive, path, &document);
  if (!root) return tl::unexpected(root.error());
  std::map<std::uint32_t, CellFormat> codes;
  ForEachChild(Child(*root, "numFmts"), "numFmt", [&](pugi::xml_node node) {
    codes[node.attribute("numFmtId").as_uint()] = FormatOf(node.attribute("formatCode").value());
  });
  ForEachChild(Child(*root, "cellXfs"), "xf", [&](pugi::xml_node node) {
    const std::uint32_t id = node.attribute("numFmtId").as_uint();
    const auto code = codes.find(id);
    formats->push_back(code == codes.end() ? BuiltInFormat(id) : code->second);
  });
  return {};
}

Result<void> LoadStrings(ZipArchive* archive, const std::string& path, std::vector<std::string>* strings) {
  Result<ReadBytes> read = archive->Read(path);
  if (!read) return tl::unexpected(read.error());
  ElementCutter items(*std::move(read), "si");
  pugi::xml_document document;
  for (std::string_view item;;) {
    const Result<bool> more = items.Next(&item);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    if (!ParseXml(item, &document) || strings->size() == limits::kTableCells) {
      return Fail(fmt::format("часть {} повреждена", path));
    }
    strings->push_back(StringOf(document.document_element()));
  }
}

}  // namespace

Result<Workbook> LoadWorkbook(ZipArchive* archive) {
  const Result<Relations> top = LoadRelations(archive, "");
  if (!top) return tl::unexpected(top.error());
  std::string path = TargetOf(*top, "officeDocument");
  if (path.empty()) path = "xl/workbook.xml";
  if (!archive->Contains(path)) return Fail("это архив без книги внутри");
  pugi::xml_document document;
  const Result<pugi::xml_node> root = LoadPart(archive, path, &document);
  if (!root) return tl::unexpected(root.error());
  if (LocalName(root->name()) != "workbook") return Fail("это другой документ");
  const Result<Relations> relations = LoadRelations(archive, path);
  if (!relations) return tl::unexpected(relations.error());

  Workbook workbook;
  workbook.since_1904 = Child(*root, "workbookPr").attribute("date1904").as_bool();
  ForEachChild(Child(*root, "sheets"), "sheet", [&](pugi::xml_node node) {
    const auto relation = relations->find(RelationId(node));
    if (relation == relations->end() || relation->second.type != "worksheet") return;
    const std::string_view state = node.attribute("state").value();
    workbook.sheets.push_back({RepairUtf8(node.attribute("name").value()), relation->second.target,
                               state == "hidden" || state == "veryHidden"});
  });
  if (const std::string strings = TargetOf(*relations, "sharedStrings"); !strings.empty()) {
    const Result<void> loaded = LoadStrings(archive, strings, &workbook.strings);
    if (!loaded) return tl::unexpected(loaded.error());
  }
  if (const std::string styles = TargetOf(*relations, "styles"); !styles.empty()) {
    const Result<void> loaded = LoadFormats(archive, styles, &workbook.formats);
    if (!loaded) return tl::unexpected(loaded.error());
  }
  return workbook;
}

}  // namespace autorules
