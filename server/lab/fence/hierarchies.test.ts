/** What the kernel's lists say, on systems of both kinds, in containers and on none. */
import { expect, test } from 'vitest'
import { findHierarchies } from './hierarchies.ts'

const reading =
  (files: Readonly<Record<string, string>>) =>
  (file: string): string =>
    files[file] ?? ''

test('of version 2, what exists; the own group is a folder below the top', () => {
  const found = findHierarchies(
    reading({
      '/proc/self/mountinfo':
        '29 22 0:25 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n',
      '/proc/self/cgroup': '0::/system.slice/backchannel.service\n',
      '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
    }),
  )
  const own = '/sys/fs/cgroup/system.slice/backchannel.service'
  const controllers = ['memory', 'pids', 'cpu']
  expect(found).toEqual([{ version: 2, controllers, top: '/sys/fs/cgroup', own }])
})

test('a version 2 that bounds nothing is passed over for version 1', () => {
  const found = findHierarchies(
    reading({
      '/proc/self/mountinfo': [
        '32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
        '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
        '36 31 0:33 / /sys/fs/cgroup/devices rw - cgroup cgroup rw,devices',
        '41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw',
      ].join('\n'),
      '/proc/self/cgroup': '4:memory:/a/b\n1:cpu,cpuacct:/\n0::/\n',
      '/sys/fs/cgroup/unified/cgroup.controllers': 'hugetlb\n',
    }),
  )
  expect(found).toEqual([
    {
      ...{ version: 1, controllers: ['cpu'], top: '/sys/fs/cgroup/cpu,cpuacct' },
      own: '/sys/fs/cgroup/cpu,cpuacct',
    },
    {
      ...{ version: 1, controllers: ['memory'], top: '/sys/fs/cgroup/memory' },
      own: '/sys/fs/cgroup/memory/a/b',
    },
  ])
})

test('a container that sees its part of the tree only is at the top of it', () => {
  const found = findHierarchies(
    reading({
      '/proc/self/mountinfo':
        '35 31 0:32 /docker/1f /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n',
      '/proc/self/cgroup': '4:memory:/docker/1f\n',
    }),
  )
  expect(found).toMatchObject([{ own: '/sys/fs/cgroup/memory' }])
})

test('where nothing is mounted there is none', () => {
  expect(findHierarchies(reading({}))).toEqual([])
})
