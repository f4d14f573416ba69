/** The shape of a lesson: up to three things that happen in it, on one channel, as the timeline draws them. */
import type { ReactNode } from 'react'
import type { LessonCard } from '../../server/protocol/index.ts'

type Mark = LessonCard['shape'][number]

/** Width of one mark, and where its first one begins, px. */
const CELL = 38
const START = 3

/** The channel above a mark: with nobody there, with one who listens, with several, broken off, or none at all. */
type Channel = 'empty' | 'one' | 'several' | 'broken' | 'none'

const channels: Readonly<Record<Mark, Channel>> = {
  lost: 'empty',
  delivered: 'one',
  fan: 'several',
  cut: 'broken',
  waits: 'one',
  kept: 'none',
  beats: 'none',
  frozen: 'none',
  failed: 'none',
  printed: 'one',
  read: 'none',
}

const drawn: Readonly<Record<Mark, ReactNode>> = {
  lost: (
    <>
      <Sent x={12} />
      <path d="M16.4 21.4l7.2 7.2m0-7.2l-7.2 7.2" stroke="var(--lost)" strokeWidth="1.9" />
    </>
  ),
  delivered: (
    <>
      <Sent x={10} />
      <Got x={27} />
    </>
  ),
  fan: (
    <>
      <Sent x={6} />
      {[16, 25, 34].map((x) => (
        <Got key={x} x={x} small />
      ))}
    </>
  ),
  cut: (
    <>
      <Sent x={6} />
      <path d="M15.4 8.4l7.2 7.2m0-7.2l-7.2 7.2" stroke="var(--ink)" strokeWidth="1.9" />
      <Got x={32} />
    </>
  ),
  waits: (
    <rect
      {...{ x: 2, y: 28, width: 34, height: 9 }}
      fill="var(--waiting-tint)"
      stroke="var(--waiting)"
      strokeWidth="1.3"
    />
  ),
  kept: (
    <>
      <path d="M2 43.4H36" stroke="var(--ink)" strokeWidth="1.6" />
      {[3, 14, 25].map((x) => (
        <rect key={x} {...{ x, y: 31, width: 9, height: 11 }} fill="var(--published)" />
      ))}
    </>
  ),
  beats: (
    <>
      {[4, 11, 18, 25, 32].map((x) => (
        <rect key={x} {...{ x, y: 36, width: 3.6, height: 7 }} fill="var(--running)" />
      ))}
    </>
  ),
  frozen: (
    <>
      {[2, 9].map((x) => (
        <rect key={x} {...{ x, y: 36, width: 3.6, height: 7 }} fill="var(--running)" />
      ))}
      {[16, 23, 30].map((x) => (
        <rect
          key={x}
          {...{ x, y: 18, width: 5, height: 25 }}
          fill="var(--blocked-tint)"
          stroke="var(--blocked)"
          strokeWidth="1.3"
        />
      ))}
    </>
  ),
  failed: (
    <path
      d="M2 35H24M25 31l8 8m0-8l-8 8"
      stroke="var(--ink)"
      strokeWidth="1.9"
      strokeLinecap="round"
    />
  ),
  printed: <path d="M4 28H32M4 35H24M4 42H28" stroke="var(--ink-3)" strokeWidth="1.9" />,
  read: <path d="M4 21H34M4 28H34M4 35H34M4 42H20" stroke="var(--rule)" strokeWidth="1.9" />,
}

function Sent({ x }: { x: number }) {
  return (
    <g stroke="var(--published)" strokeWidth="1.8">
      <path d={`M${x} 42V15`} />
      <circle cx={x} cy="12" r="3.4" fill="var(--sheet)" />
    </g>
  )
}

function Got({ x, small = false }: { x: number; small?: boolean }) {
  const to = small ? 28 : 35
  return (
    <>
      <path d={`M${x} 12V${to}`} stroke="var(--delivered)" strokeWidth="1.8" />
      <path d={`M${x - 3.6} ${to - 1}h7.2l-3.6 6z`} fill="var(--delivered)" />
    </>
  )
}

function Wire({ channel, x }: { channel: Channel; x: number }) {
  if (channel === 'none') return null
  if (channel === 'empty')
    return (
      <path
        d={`M${x} 12H${x + CELL}`}
        stroke="var(--rule)"
        strokeWidth="1.3"
        strokeDasharray="2 4"
      />
    )
  const gap = channel === 'broken' ? `M${x} 12h11m16 0h11` : `M${x} 12H${x + CELL}`
  return <path d={gap} stroke="var(--ink)" strokeWidth={channel === 'several' ? 3.2 : 1.8} />
}

export function Pictogram({ shape }: { shape: readonly Mark[] }) {
  return (
    <svg width="120" height="56" viewBox="0 0 120 56" fill="none" aria-hidden="true">
      {shape.map((mark, at) => (
        <Wire key={mark} channel={channels[mark]} x={START + at * CELL} />
      ))}
      {shape.map((mark, at) => (
        <g key={mark} transform={`translate(${START + at * CELL} 0)`}>
          {drawn[mark]}
        </g>
      ))}
    </svg>
  )
}
