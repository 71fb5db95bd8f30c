define("знаки", function(letter) return #letter end)
define("половина", function(count) return count / 2 end)
