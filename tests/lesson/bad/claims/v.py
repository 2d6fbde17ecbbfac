z = "a"
