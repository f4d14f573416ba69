/** Buttons in the one look: filled (at most one in a view), outlined, bare; and an icon alone with its name. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import style from './Button.module.css'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'>

interface ButtonProps extends Native {
  look?: 'main' | 'plain' | 'bare'
  icon?: ReactNode
  /** The shortcut, as it is shown: `Ctrl Enter`. */
  keys?: string
  submit?: boolean
  ref?: Ref<HTMLButtonElement>
}

export function Button({
  look = 'plain',
  icon,
  keys,
  submit = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`${style.button} ${style[look]}`}
    >
      {icon}
      {children}
      {keys === undefined ? null : (
        <kbd className={style.keys} aria-hidden="true">
          {keys}
        </kbd>
      )}
    </button>
  )
}

interface IconButtonProps extends Native {
  /** What it does: its accessible name and its tooltip. */
  name: string
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
}

export function IconButton({ name, children, ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" className={style.icon} aria-label={name} title={name}>
      {children}
    </button>
  )
}
