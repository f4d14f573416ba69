import random, secrets, uuid
random.seed(7)
print(random.random(), random.sample(range(100), 5))
print(len(secrets.token_hex(8)), uuid.UUID(int=5))
print(sorted({"a", "b", "c"}))
