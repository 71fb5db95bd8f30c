local f = io.open("пароли.txt")
