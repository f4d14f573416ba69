/**
 * What learners know of an editor and Monaco does not do by itself: Ctrl with arrows, Backspace and Delete goes by words;
 * lines are moved, copied, deleted, commented; Ctrl+F finds, Ctrl+D takes the next of the same; brackets are matched.
 */
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/wordOperations/register'
