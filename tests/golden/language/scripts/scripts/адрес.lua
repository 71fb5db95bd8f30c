local function has(letter, word)
  return text.contains(letter, word)
end

define("район", function(letter)
  if has(letter, "центр") then return "центр" end
  return nil
end)

define("этаж", function(letter, words)
  if words < 2 then return nil end
  return tonumber(string.match(letter, "(%d+) этаж"))
end)

define("приветствие", function(name)
  return name ~= "" and "да" or "нет"
end)
