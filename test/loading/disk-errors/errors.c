/*
 * Lets the disk fail under a program: preloaded into it by disk-errors.test.ts. PERENOS_DISK_IN: a folder, with a slash at the end.
 * PERENOS_DISK_FILES: part of the path of the files that are concerned. PERENOS_DISK_FROM: the first act on them that fails, from 1;
 * PERENOS_DISK_ACTS: how many do, all from then on where it is 0. PERENOS_DISK_ERROR: `full` (no space left; half of the bytes are
 * still written the first time) or `broken` (an input/output error; what is asked to be flushed is not).
 * PERENOS_DISK_COUNT: a file that is given the number of acts at every one of them, past the end of the program.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int begun, counter = -1, isFull;
static long acts, from, most;
static const char *root, *files;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);

static void begin(void) {
  if (begun) return;
  begun = 1;
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
  root = getenv("PERENOS_DISK_IN");
  files = getenv("PERENOS_DISK_FILES");
  const char *first = getenv("PERENOS_DISK_FROM"), *many = getenv("PERENOS_DISK_ACTS"), *error = getenv("PERENOS_DISK_ERROR");
  const char *count = getenv("PERENOS_DISK_COUNT");
  from = first ? atol(first) : 0;
  most = many ? atol(many) : 0;
  isFull = error && strcmp(error, "full") == 0;
  if (count) counter = real_open(count, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static int concerns(int handle) {
  char link[64], path[PATH_MAX];
  begin();
  if (!root || !files || handle == counter) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, root, strlen(root)) == 0 && strstr(path, files) != NULL;
}

/* 0: goes well; 1: the first that fails; 2: a later one. */
static int fails(int handle) {
  if (!concerns(handle)) return 0;
  pthread_mutex_lock(&lock);
  acts += 1;
  long act = acts;
  if (counter >= 0) {
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", act);
    if (real_pwrite(counter, text, (size_t)length, 0) < 0) abort();
  }
  pthread_mutex_unlock(&lock);
  if (from == 0 || act < from || (most > 0 && act >= from + most)) return 0;
  return act == from ? 1 : 2;
}

static ssize_t failed(void) {
  errno = isFull ? ENOSPC : EIO;
  return -1;
}

ssize_t write(int handle, const void *bytes, size_t length) {
  int how = fails(handle);
  if (how == 0) return real_write(handle, bytes, length);
  if (how == 1 && isFull && length > 1) return real_write(handle, bytes, length / 2);
  return failed();
}

static ssize_t placed(int handle, const void *bytes, size_t length, off_t offset) {
  int how = fails(handle);
  if (how == 0) return real_pwrite(handle, bytes, length, offset);
  if (how == 1 && isFull && length > 1) return real_pwrite(handle, bytes, length / 2, offset);
  return failed();
}

ssize_t pwrite(int handle, const void *bytes, size_t length, off_t offset) { return placed(handle, bytes, length, offset); }
ssize_t pwrite64(int handle, const void *bytes, size_t length, off_t offset) { return placed(handle, bytes, length, offset); }

ssize_t writev(int handle, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (!real) real = dlsym(RTLD_NEXT, "writev");
  return fails(handle) == 0 ? real(handle, parts, count) : failed();
}

/* A full disk takes what it has; only a broken one fails here. */
#define FLUSHED(name)                                                                                                 \
  int name(int handle) {                                                                                              \
    static int (*real)(int);                                                                                          \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                                                        \
    begin();                                                                                                          \
    if (isFull || fails(handle) == 0) return real(handle);                                                            \
    errno = EIO;                                                                                                      \
    return -1;                                                                                                        \
  }

FLUSHED(fsync)
FLUSHED(fdatasync)
