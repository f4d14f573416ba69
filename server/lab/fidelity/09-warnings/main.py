import warnings

warnings.warn("look out")
warnings.warn("old", DeprecationWarning)
print("a" is "a")
x = "\d"
import helper
