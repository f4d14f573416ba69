/** Light, dark, or as the system has it; each press goes on to the next. */
import { Moon, Sun, SunMoon } from 'lucide-react'
import { IconButton, chooseTheme, useTheme } from '../ui/index.ts'
import type { Theme } from '../ui/index.ts'
import { ownStorage } from '../progress/index.ts'

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const NAMES: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' }
const ICONS = { system: SunMoon, light: Sun, dark: Moon }

export function ThemeButton() {
  const theme = useTheme()
  const Icon = ICONS[theme]
  return (
    <IconButton
      name={`Theme: ${NAMES[theme]}. Next: ${NAMES[NEXT[theme]]}`}
      onClick={() => chooseTheme(NEXT[theme], ownStorage())}
    >
      <Icon size={16} strokeWidth={1.75} />
    </IconButton>
  )
}
