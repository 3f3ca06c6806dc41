/*
 * Stands between SQLite and the kernel (LD_PRELOAD), for tests of power cuts and failing disks.
 *
 * SHIM_FOLDER  the folder looked at: its files station.db, station.db-wal and acks
 * SHIM_LOG     where to log what is done to them, in order: a header of 16 bytes (operation, file, 2 bytes free, length
 *              as u32, offset as u64, little endian), after a write its bytes
 *
 * A number n written to the file `fail` in that folder makes the nth of the following writes, truncations and syncs of
 * the database files fail, once, with the error number after it ("12 5"); then a file `failed` appears. "0" disarms.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WRITE = 1, TRUNCATE = 2, SYNC = 3, UNLINK = 4 };
enum { DATABASE = 0, LOG = 1, ACKS = 2, CONTROL = 3, NONE = -1 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int out = -2;
static long fail_after = 0;
static int fail_with = 0;

static int file_of(const char *path) {
  const char *folder = getenv("SHIM_FOLDER");
  size_t n = folder ? strlen(folder) : 0;
  if (!n || strncmp(path, folder, n) || path[n] != '/') return NONE;
  const char *name = path + n + 1;
  if (!strcmp(name, "station.db")) return DATABASE;
  if (!strcmp(name, "station.db-wal")) return LOG;
  if (!strcmp(name, "acks")) return ACKS;
  return strcmp(name, "fail") ? NONE : CONTROL;
}

static int file_of_fd(int fd) {
  char link[32], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return NONE;
  path[n] = 0;
  return file_of(path);
}

static void all(int fd, const void *bytes, size_t n) {
  const char *at = bytes;
  while (n > 0) {
    ssize_t done = syscall(SYS_write, fd, at, n);
    if (done <= 0) abort();
    at += done;
    n -= (size_t)done;
  }
}

static void note(int op, int file, uint64_t offset, const void *bytes, uint32_t n) {
  if (out == -2) {
    const char *path = getenv("SHIM_LOG");
    out = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  }
  if (out < 0) return;
  unsigned char head[16] = {(unsigned char)op, (unsigned char)file};
  memcpy(head + 4, &n, 4);
  memcpy(head + 8, &offset, 8);
  all(out, head, sizeof head);
  if (op == WRITE) all(out, bytes, n);
}

/* Whether this operation is the one that fails; the lock is held. */
static int fails(int file) {
  if (file != DATABASE && file != LOG) return 0;
  if (fail_after == 0 || --fail_after > 0) return 0;
  char path[512];
  snprintf(path, sizeof path, "%s/failed", getenv("SHIM_FOLDER"));
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) syscall(SYS_close, fd);
  errno = fail_with;
  return 1;
}

static ssize_t written(int fd, const void *bytes, size_t n, off64_t offset, int positioned) {
  int file = file_of_fd(fd);
  if (file == NONE) return positioned ? syscall(SYS_pwrite64, fd, bytes, n, offset) : syscall(SYS_write, fd, bytes, n);
  pthread_mutex_lock(&lock);
  ssize_t done;
  if (file == CONTROL) {
    char text[64] = {0};
    memcpy(text, bytes, n < 63 ? n : 63);
    fail_after = 0;
    sscanf(text, "%ld %d", &fail_after, &fail_with);
    done = (ssize_t)n;
  } else if (fails(file)) {
    done = -1;
  } else {
    uint64_t at = (uint64_t)(positioned ? offset : lseek64(fd, 0, SEEK_CUR));
    done = positioned ? syscall(SYS_pwrite64, fd, bytes, n, offset) : syscall(SYS_write, fd, bytes, n);
    if (done > 0) note(WRITE, file, at, bytes, (uint32_t)done);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t n) { return written(fd, bytes, n, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t offset) { return written(fd, bytes, n, offset, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t offset) { return written(fd, bytes, n, offset, 1); }

static int truncated(int fd, off64_t length) {
  int file = file_of_fd(fd);
  if (file == NONE) return (int)syscall(SYS_ftruncate, fd, length);
  pthread_mutex_lock(&lock);
  int result = fails(file) ? -1 : (int)syscall(SYS_ftruncate, fd, length);
  if (result == 0) note(TRUNCATE, file, (uint64_t)length, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int fd, off_t length) { return truncated(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncated(fd, length); }

/* Nothing is really synced: the log says what would have been, and the tests are ten times as quick. */
static int synced(int fd, long call) {
  int file = file_of_fd(fd);
  if (file == NONE) return (int)syscall(call, fd);
  pthread_mutex_lock(&lock);
  int result = fails(file) ? -1 : 0;
  if (result == 0) note(SYNC, file, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int unlink(const char *path) {
  int file = file_of(path);
  pthread_mutex_lock(&lock);
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (result == 0 && file != NONE) note(UNLINK, file, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
