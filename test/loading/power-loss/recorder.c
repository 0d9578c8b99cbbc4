/*
 * Records what a program does to the files of one folder, in order, and cuts its power: preloaded into it by
 * power-loss/machine.ts. PERENOS_WRITES: the file of the record. PERENOS_WRITES_IN: the folder, with a slash at the end.
 * PERENOS_POWER_OFF: the program is killed in place of its n-th recorded act; never where it is 0.
 *
 * A record is a line `act SP offset SP length SP path LF`, then `length` bytes. Acts: c create or open for writing,
 * w write, t truncate to offset, s sync, d sync of a folder, r rename (the bytes are the new path), u unlink.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int out = -2;
static long acts, power_off;
static const char *root;

static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open)(const char *, int, ...);

static void begin(void) {
  if (out != -2) return;
  real_write = dlsym(RTLD_NEXT, "write");
  real_open = dlsym(RTLD_NEXT, "open64");
  root = getenv("PERENOS_WRITES_IN");
  const char *file = getenv("PERENOS_WRITES"), *off = getenv("PERENOS_POWER_OFF");
  power_off = off ? atol(off) : 0;
  out = root && file ? real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

static void all(const void *bytes, size_t length) {
  for (const char *at = bytes; length > 0;) {
    ssize_t done = real_write(out, at, length);
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

/* Whoever calls it holds the lock: what is recorded is in the order in which it was done. */
static void record(char act, const char *path, long long offset, const void *bytes, size_t length) {
  if (out < 0) return;
  acts += 1;
  if (acts == power_off) {
    kill(getpid(), SIGKILL);
    pause();
  }
  char head[PATH_MAX + 64];
  int size = snprintf(head, sizeof head, "%c %lld %zu %s\n", act, offset, length, path);
  all(head, (size_t)size);
  all(bytes, length);
}

static const char *whole(int folder, const char *path, char *made) {
  if (path[0] == '/') return path;
  char link[64], base[PATH_MAX];
  if (folder == AT_FDCWD) {
    if (!getcwd(base, sizeof base)) return path;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, base, sizeof base - 1);
    if (length < 0) return path;
    base[length] = 0;
  }
  snprintf(made, PATH_MAX * 2, "%s/%s", base, path);
  return made;
}

static int concerns(const char *path) { return out >= 0 && strncmp(path, root, strlen(root)) == 0; }

static int isFolder(const char *path) {
  size_t length = strlen(root) - 1;
  struct stat found;
  return out >= 0 && strncmp(path, root, length) == 0 && (path[length] == 0 || path[length] == '/') &&
         stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static int opened(int folder, const char *path, int flags, mode_t mode, int (*really)(int, const char *, int, mode_t)) {
  char made[PATH_MAX * 2];
  begin();
  const char *name = whole(folder, path, made);
  if (!concerns(name) || (flags & O_ACCMODE) == O_RDONLY) return really(folder, path, flags, mode);
  struct stat before;
  pthread_mutex_lock(&lock);
  int exists = stat(name, &before) == 0;
  if (!exists && (flags & O_CREAT)) record('c', name, 0, "", 0);
  if (exists && (flags & O_TRUNC)) record('t', name, 0, "", 0);
  int handle = really(folder, path, flags, mode);
  pthread_mutex_unlock(&lock);
  return handle;
}

#define OPENED(name, parameters, folder)                                                                              \
  static int really_##name(int at, const char *path, int flags, mode_t mode) {                                        \
    static int (*real) parameters;                                                                                    \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                                                        \
    (void)at;                                                                                                         \
    return folder;                                                                                                    \
  }

OPENED(open, (const char *, int, ...), real(path, flags, mode))
OPENED(open64, (const char *, int, ...), real(path, flags, mode))
OPENED(openat, (int, const char *, int, ...), real(at, path, flags, mode))
OPENED(openat64, (int, const char *, int, ...), real(at, path, flags, mode))

#define MODE                                                                                                          \
  mode_t mode = 0;                                                                                                    \
  if (flags & (O_CREAT | O_TMPFILE)) {                                                                                \
    va_list more;                                                                                                     \
    va_start(more, flags);                                                                                            \
    mode = va_arg(more, mode_t);                                                                                      \
    va_end(more);                                                                                                     \
  }

int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode, really_open); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode, really_open64); }
int openat(int at, const char *path, int flags, ...) { MODE return opened(at, path, flags, mode, really_openat); }
int openat64(int at, const char *path, int flags, ...) { MODE return opened(at, path, flags, mode, really_openat64); }

/* The file or folder of the project that is open here; nothing for pipes, sockets and what has no name any more. */
static const char *of(int handle, char *made) {
  char link[64];
  struct stat found;
  begin();
  if (out < 0 || handle == out) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
  ssize_t length = readlink(link, made, PATH_MAX - 1);
  if (length < 0) return NULL;
  made[length] = 0;
  return (concerns(made) || isFolder(made)) && stat(made, &found) == 0 ? made : NULL;
}

static long long place(int handle) {
  struct stat now;
  if (fcntl(handle, F_GETFL) & O_APPEND) return fstat(handle, &now) == 0 ? (long long)now.st_size : 0;
  return (long long)lseek(handle, 0, SEEK_CUR);
}

ssize_t write(int handle, const void *bytes, size_t length) {
  begin();
  char made[PATH_MAX];
  const char *path = of(handle, made);
  if (!path) return real_write(handle, bytes, length);
  pthread_mutex_lock(&lock);
  record('w', path, place(handle), bytes, length);
  ssize_t done = real_write(handle, bytes, length);
  if (done >= 0 && (size_t)done != length) abort();
  pthread_mutex_unlock(&lock);
  return done;
}

static ssize_t placed(int handle, const void *bytes, size_t length, off_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
  char made[PATH_MAX];
  const char *path = of(handle, made);
  if (!path) return real(handle, bytes, length, offset);
  pthread_mutex_lock(&lock);
  record('w', path, offset, bytes, length);
  ssize_t done = real(handle, bytes, length, offset);
  if (done >= 0 && (size_t)done != length) abort();
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite(int handle, const void *bytes, size_t length, off_t offset) { return placed(handle, bytes, length, offset); }
ssize_t pwrite64(int handle, const void *bytes, size_t length, off_t offset) { return placed(handle, bytes, length, offset); }

ssize_t writev(int handle, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (!real) real = dlsym(RTLD_NEXT, "writev");
  char made[PATH_MAX];
  if (!of(handle, made)) return real(handle, parts, count);
  ssize_t sum = 0;
  for (int at = 0; at < count; at += 1) sum += write(handle, parts[at].iov_base, parts[at].iov_len);
  return sum;
}

#define SHORTENED(name)                                                                                               \
  int name(int handle, off_t length) {                                                                                \
    static int (*real)(int, off_t);                                                                                   \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                                                        \
    char made[PATH_MAX];                                                                                              \
    const char *path = of(handle, made);                                                                              \
    if (!path) return real(handle, length);                                                                           \
    pthread_mutex_lock(&lock);                                                                                        \
    record('t', path, length, "", 0);                                                                                 \
    int result = real(handle, length);                                                                                \
    pthread_mutex_unlock(&lock);                                                                                      \
    return result;                                                                                                    \
  }

SHORTENED(ftruncate)
SHORTENED(ftruncate64)

/* The disk has it only when the call is back: power that goes at the call goes before it. */
#define SYNCED(name)                                                                                                  \
  int name(int handle) {                                                                                              \
    static int (*real)(int);                                                                                          \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                                                        \
    char made[PATH_MAX];                                                                                              \
    const char *path = of(handle, made);                                                                              \
    if (!path) return real(handle);                                                                                   \
    pthread_mutex_lock(&lock);                                                                                        \
    record(isFolder(path) ? 'd' : 's', path, 0, "", 0);                                                               \
    pthread_mutex_unlock(&lock);                                                                                      \
    return 0;                                                                                                         \
  }

SYNCED(fsync)
SYNCED(fdatasync)

int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  char one[PATH_MAX * 2], two[PATH_MAX * 2];
  if (!real) real = dlsym(RTLD_NEXT, "rename");
  begin();
  const char *old = whole(AT_FDCWD, from, one), *new = whole(AT_FDCWD, to, two);
  if (!concerns(old)) return real(from, to);
  pthread_mutex_lock(&lock);
  record('r', old, 0, new, strlen(new));
  int result = real(from, to);
  if (result != 0) abort();
  pthread_mutex_unlock(&lock);
  return result;
}

int unlink(const char *path) {
  static int (*real)(const char *);
  char made[PATH_MAX * 2];
  if (!real) real = dlsym(RTLD_NEXT, "unlink");
  begin();
  const char *name = whole(AT_FDCWD, path, made);
  struct stat found;
  if (!concerns(name) || stat(name, &found) != 0) return real(path);
  pthread_mutex_lock(&lock);
  record('u', name, 0, "", 0);
  int result = real(path);
  pthread_mutex_unlock(&lock);
  return result;
}
