# Runs a command with its streams on a pseudo terminal: pseudo-terminal.py WIDTH COMMAND...; prints what it wrote there.
# What is in PSEUDO_TYPED is typed when a question was asked: when the output ends with a colon and a space.
import fcntl, os, pty, struct, sys, termios
width = int(sys.argv[1])
typed = os.environ.get("PSEUDO_TYPED", "").encode()
pid, fd = pty.fork()
if pid == 0:
    # Before the command begins, which may look at once.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
chunks = []
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    chunks.append(data)
    if typed and b"".join(chunks[-2:]).endswith(b": "):
        os.write(fd, typed)
        typed = b""
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(b"".join(chunks))
sys.exit(os.waitstatus_to_exitcode(status))
