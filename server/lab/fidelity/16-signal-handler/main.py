import os, signal

def handle(number, frame):
    print("got", signal.Signals(number).name, frame.f_code.co_name, frame.f_lineno)

signal.signal(signal.SIGUSR1, handle)
os.kill(os.getpid(), signal.SIGUSR1)
print([signal.getsignal(s) for s in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM, signal.SIGXFSZ)])
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))
signal.signal(signal.SIGALRM, handle)
signal.setitimer(signal.ITIMER_REAL, 0.01)
signal.pause()
