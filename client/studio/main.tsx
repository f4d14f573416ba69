/** Composition root of the studio: the bar around the page, told of every save. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startTheme } from '../ui/index.ts'
import { Studio } from './Studio.tsx'
import '../theme.css'

startTheme(window.localStorage)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Studio />
  </StrictMode>,
)
