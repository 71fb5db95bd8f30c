define("район", function(letter) return "центр" end)
