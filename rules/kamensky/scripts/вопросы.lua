-- Сколько вопросов перечислено по пунктам: «1. … 2. …» или «1) … 2) …». Слова считать не умеют, поэтому скрипт.
define("пунктов", function(letter)
  local expected = 1
  for number in string.gmatch(" " .. letter, "[%s,;.](%d+)[.)]%s") do
    if tonumber(number) == expected then expected = expected + 1 end
  end
  return expected - 1
end)
