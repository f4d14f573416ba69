import sys
for number in range(60_000):
    print(number, "x" * (number % 97))
sys.stderr.write("e" * 300_000)
