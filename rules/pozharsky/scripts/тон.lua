-- Тон письма: доля заглавных русских букв и число восклицательных знаков. Образцы слов этого не видят.

local function tone(letter)
  local capitals, letters, marks = 0, 0, 0
  for _, code in utf8.codes(letter) do
    local capital = (code >= 0x410 and code <= 0x42F) or code == 0x401
    local small = (code >= 0x430 and code <= 0x44F) or code == 0x451
    if capital then capitals = capitals + 1 end
    if capital or small then letters = letters + 1 end
    if code == 0x21 then marks = marks + 1 end
  end
  return capitals, letters, marks
end

rule{
  name = "Крик в письме",
  set = "тон",
  priority = 20,
  basis = "Положение, п. 2.2: выявление конфликтных ситуаций при коммуникации",
  reads = {"текст", "слов"},
  writes = {"метка", "уведомление"},
  when = function(m)
    if m["слов"] < 3 then return false end
    local capitals, letters, marks = tone(m["текст"])
    return marks >= 5 or capitals * 10 >= letters * 7
  end,
  act = function(m)
    return {["метка"] = {"крик", "конфликтная ситуация"}, ["уведомление"] = "ответственный_исполнитель"}
  end,
}
