# The program itself is not read because of a misspelled keyword: the report must say which one was meant, as it does for
# errors of sources that the program compiles.
count = 0
fro os import path
print(count)
