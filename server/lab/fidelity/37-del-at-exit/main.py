class Thing:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone:", self.name)

keep = Thing("kept to the end")
loop = Thing("in a cycle")
loop.self = loop
del loop
Thing("dropped at once")
