-- Первые пять цифр ОКТМО: код округа, одинаковый у всех его сёл.
define("код_района", function(code)
  return string.match(code, "^%s*(%d%d%d%d%d)")
end)
