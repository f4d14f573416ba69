/** Monaco with Python and our two themes: the only file that imports it. */
import * as api from 'monaco-editor/editor/editor.api'
import { conf, language } from 'monaco-editor/languages/definitions/python/python'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import './typing.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

// Not by the package's own registration: that fetches its rules when a model is made, and draws without them first.
api.languages.register({ id: 'python' })
api.languages.setMonarchTokensProvider('python', language)
api.languages.setLanguageConfiguration('python', conf)

interface Inks {
  paper: string
  sheet: string
  well: string
  line: string
  rule: string
  ink: string
  ink2: string
  ink3: string
  string: string
  you: string
}

const light: Inks = {
  paper: '#f4f6f4',
  sheet: '#ffffff',
  well: '#eaeeeb',
  line: '#dbe1dc',
  rule: '#7d8983',
  ink: '#14201b',
  ink2: '#48554e',
  ink3: '#5d6962',
  string: '#5c6a3a',
  you: '#fff1b3',
}

const dark: Inks = {
  paper: '#0f1513',
  sheet: '#151c19',
  well: '#1e2723',
  line: '#2a3530',
  rule: '#66736c',
  ink: '#e6ece8',
  ink2: '#a9b5ae',
  ink3: '#8c9992',
  string: '#b7c28f',
  you: '#3b3310',
}

/** Syntax is ink: weight for keywords, moss for strings, a lighter slant for comments, nothing else. */
function define(name: string, base: 'vs' | 'vs-dark', inks: Inks): void {
  const hex = (color: string) => color.slice(1)
  api.editor.defineTheme(name, {
    base,
    inherit: false,
    rules: [
      { token: '', foreground: hex(inks.ink), background: hex(inks.sheet) },
      { token: 'keyword', foreground: hex(inks.ink), fontStyle: 'bold' },
      { token: 'string', foreground: hex(inks.string) },
      { token: 'string.escape', foreground: hex(inks.string) },
      { token: 'comment', foreground: hex(inks.ink3), fontStyle: 'italic' },
    ],
    colors: {
      'editor.background': inks.sheet,
      'editor.foreground': inks.ink,
      'editorLineNumber.foreground': inks.ink3,
      'editorLineNumber.dimmedForeground': inks.ink3,
      'editorLineNumber.activeForeground': inks.ink,
      'editorCursor.foreground': inks.ink,
      'editor.selectionBackground': inks.you,
      'editor.inactiveSelectionBackground': inks.well,
      'editor.selectionHighlightBackground': inks.well,
      'editor.wordHighlightBackground': inks.well,
      'editor.lineHighlightBackground': inks.sheet,
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': inks.line,
      'editorIndentGuide.activeBackground1': inks.line,
      ...bracketsIn(inks.ink),
      'editorBracketMatch.background': inks.well,
      'editorBracketMatch.border': inks.rule,
      'editorWidget.background': inks.sheet,
      'editorWidget.foreground': inks.ink,
      'editorWidget.border': inks.rule,
      ...findingIn(inks),
      'scrollbarSlider.background': `${inks.rule}55`,
      'scrollbarSlider.hoverBackground': `${inks.rule}88`,
      'scrollbarSlider.activeBackground': `${inks.rule}aa`,
      'scrollbar.shadow': '#00000000',
    },
  })
}

/** What is found is yours, as what you select. */
function findingIn(inks: Inks): Record<string, string> {
  return {
    'editor.findMatchBackground': inks.you,
    'editor.findMatchBorder': inks.ink2,
    'editor.findMatchHighlightBackground': inks.well,
    'editor.findMatchHighlightBorder': inks.rule,
    'editor.findRangeHighlightBackground': inks.well,
    'editor.rangeHighlightBackground': '#00000000',
    'icon.foreground': inks.ink,
    'toolbar.hoverBackground': inks.well,
    'input.background': inks.sheet,
    'input.foreground': inks.ink,
    'input.border': inks.rule,
    'input.placeholderForeground': inks.ink3,
    'inputOption.activeBackground': inks.well,
    'inputOption.activeBorder': inks.ink2,
    'inputOption.activeForeground': inks.ink,
    'inputOption.hoverBackground': inks.well,
    'inputValidation.errorBackground': inks.sheet,
    'inputValidation.errorBorder': inks.ink,
    'inputValidation.errorForeground': inks.ink,
    'inputValidation.infoBackground': inks.sheet,
    'inputValidation.infoBorder': inks.rule,
    'inputValidation.infoForeground': inks.ink,
    'editorWidget.resizeBorder': '#00000000',
    'widget.border': inks.rule,
    'widget.shadow': '#00000000',
    errorForeground: inks.ink,
    focusBorder: inks.ink2,
  }
}

/** Brackets are ink, too, at every depth. */
function bracketsIn(ink: string): Record<string, string> {
  const depths = [1, 2, 3, 4, 5, 6].map((depth) => [
    `editorBracketHighlight.foreground${depth}`,
    ink,
  ])
  return {
    ...Object.fromEntries(depths),
    'editorBracketHighlight.unexpectedBracket.foreground': ink,
  }
}

define('backchannel-light', 'vs', light)
define('backchannel-dark', 'vs-dark', dark)

export const monaco = api
