for number = 1, 100 do
  rule{
    name = "Жалоба " .. number,
    reads = {"слов"},
    writes = {"метка"},
    when = function(m) return m["слов"] == number end,
    act = function(m) return {["метка"] = "слов: " .. number} end,
  }
end
