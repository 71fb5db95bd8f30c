-- Глобальная функция годится наравне с define.
function long(words)
  return words > 200
end
