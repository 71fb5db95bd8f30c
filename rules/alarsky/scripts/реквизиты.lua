-- Реквизиты, которые человек находит глазами, а образцы слов — нет: цифры с разделителями.

-- Первые пять цифр ОКТМО: код района, одинаковый у всех его поселений.
define("код_района", function(code)
  return string.match(code, "^%s*(%d%d%d%d%d)")
end)

-- Кадастровый номер участка или дома: округ:район:квартал:номер.
define("кадастровый_номер", function(letter, address)
  local form = "%f[%d]%d%d:%d%d:%d%d%d%d%d%d%d?:%d+"
  return string.match(letter, form) or string.match(address, form)
end)

-- Дом: «д. 5», «дом 12а». Сначала адрес сообщения, потом текст.
local function house(text)
  for _, word in ipairs({"дом ", "дом №", "доме ", "дома ", "д. ", "д."}) do
    local number = string.match(text, "%f[^%s,]" .. word .. "%s*(%d%d?%d?)%f[%D]") or
                   string.match(text, "^" .. word .. "%s*(%d%d?%d?)%f[%D]")
    if number then return number end
  end
end

define("дом", function(address, letter)
  return house(address) or house(letter)
end)
