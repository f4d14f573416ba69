/** The door of the glossary: the cards of terms in prose, and the page that lists all terms. */
export { Glossary } from './Glossary.tsx'
export { TermCards } from './TermCards.tsx'
