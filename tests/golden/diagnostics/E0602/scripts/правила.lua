rule{
  name = "Жалоба",
  reads = {"текс"},
  writes = {"метка"},
  when = function(m) return true end,
  act = function(m) return {["метка"] = "жалоба"} end,
}
rule{
  name = "Подмена",
  reads = {"слов"},
  writes = {"текст", "объединение"},
  when = function(m) return true end,
  act = function(m) return {} end,
}
