import sys
sys.exit("a sentence, with status 1 \u2713")
