import os, pathlib, tempfile, getpass
print(pathlib.Path.home(), tempfile.gettempdir(), getpass.getuser(), os.getuid(), os.umask(0o22))
with tempfile.TemporaryDirectory() as folder:
    pathlib.Path(folder, "a").write_text("b")
    print(os.listdir(folder))
pathlib.Path("made").mkdir()
print(sorted(path.name for path in pathlib.Path().iterdir()), oct(os.stat("main.py").st_mode))
