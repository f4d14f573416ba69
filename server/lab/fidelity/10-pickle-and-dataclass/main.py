import dataclasses, enum, pickle

@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = dataclasses.field(default=2, repr=False)

class Colour(enum.Enum):
    RED = 1

copy = pickle.loads(pickle.dumps([Point(1), Colour.RED]))
print(copy, copy[0] == Point(1), Point.__module__, pickle.dumps(Point(1)))
