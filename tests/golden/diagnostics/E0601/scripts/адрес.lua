-- Пропущено end.
define("район", function(letter)
  if letter == "" then return nil
  return "центр"
end)
