# cmake -DOUTPUT=FILE -DMODULES="A;B" -P: writes StandardLibrary() of dsl/compile.h over the given rule files.
set(body "")
foreach(path IN LISTS MODULES)
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  # A string literal may hold 64 KiB; longer texts are cut into pieces that the compiler joins.
  string(REGEX MATCH "модуль[ ]+([^ \n]+)" ignored "${text}")
  set(module ${CMAKE_MATCH_1})
  string(REPLACE "\n" "\n)rules\"\nR\"rules(" pieces "${text}")
  string(APPEND body "      {\"${module}\", \"stdlib/${name}\",\n       std::string_view(R\"rules(${pieces})rules\")},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"dsl/compile.h\"\n\nnamespace autorules {\n\nconst std::vector<StandardModule>& StandardLibrary() {\n  static const std::vector<StandardModule> modules{\n${body}  };\n  return modules;\n}\n\n}  // namespace autorules\n")
