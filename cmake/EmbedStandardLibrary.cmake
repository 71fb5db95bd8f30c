# cmake -DOUTPUT=FILE -DMODULES="A;B" -DCALENDARS="NAME=C;NAME=D" -P: writes StandardLibrary() and StandardCalendars()
# of dsl/compile.h over the given rule files and calendar tables.

# A string literal may hold 64 KiB; longer texts are cut into pieces that the compiler joins.
function(append_text body name file path)
  file(READ ${path} text)
  string(REPLACE "\n" "\n)text\"\nR\"text(" pieces "${text}")
  string(APPEND ${body} "      {\"${name}\", \"${file}\",\n       std::string_view(R\"text(${pieces})text\")},\n")
  set(${body} "${${body}}" PARENT_SCOPE)
endfunction()

set(modules "")
foreach(path IN LISTS MODULES)
  get_filename_component(file ${path} NAME)
  file(READ ${path} text)
  string(REGEX MATCH "модуль[ ]+([^ \n]+)" ignored "${text}")
  append_text(modules ${CMAKE_MATCH_1} stdlib/${file} ${path})
endforeach()

set(calendars "")
foreach(calendar IN LISTS CALENDARS)
  string(REGEX MATCH "^([^=]+)=(.+)$" ignored "${calendar}")
  set(name ${CMAKE_MATCH_1})
  set(path ${CMAKE_MATCH_2})
  get_filename_component(file ${path} NAME)
  append_text(calendars ${name} stdlib/calendars/${file} ${path})
endforeach()

file(WRITE ${OUTPUT} "#include \"dsl/compile.h\"\n\nnamespace autorules {\n\nconst std::vector<StandardModule>& StandardLibrary() {\n  static const std::vector<StandardModule> modules{\n${modules}  };\n  return modules;\n}\n\nconst std::vector<StandardCalendar>& StandardCalendars() {\n  static const std::vector<StandardCalendar> calendars{\n${calendars}  };\n  return calendars;\n}\n\n}  // namespace autorules\n")
