import random
print(random.answer, random.__file__)
import tempfile
