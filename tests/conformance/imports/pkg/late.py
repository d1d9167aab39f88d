X = ["fresh"]
