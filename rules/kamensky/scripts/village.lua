-- Имена деревень, которые без слова «деревня» значат другое: брод через реку, ключики от двери.
local villages = {
  {name = "брод", unit = "бродовская"},
  {name = "ключики", unit = "бродовская"},
}

local function named(where, name)
  return text.contains(where, "деревня " .. name) or text.contains(where, "дер " .. name)
    or text.contains(where, "д " .. name)
end

local function council_in(where)
  for _, village in ipairs(villages) do
    if named(where, village.name) then return village.unit end
  end
  return nil
end

-- Сельская администрация деревни; адрес точнее текста, поэтому его спрашивают первым.
function council(address, letter)
  return council_in(address) or council_in(letter)
end
