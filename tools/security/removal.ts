import { execFileSync } from 'node:child_process'
import ts from 'typescript'

/** A way to remove a protection from one file. */
export interface Change {
  /** The end of its path, which must be unique. */
  readonly file: string
  /** What is removed, in words. */
  readonly what: string
  readonly edits: readonly Edit[]
}

/** @throws Error if there is nothing to remove */
type Edit = (source: string) => string

/**
 * Removes these names from the declaration `place`, one at a time: for each the nearest property, element, argument, operand,
 * condition, call or statement around the first identifier or literal with that name.
 *
 * @example without('access-token.ts', 'verify', 'issuer', "'nbf'")
 */
export function without(file: string, place: string, ...names: string[]): Change[] {
  return names.map((name) =>
    change(
      file,
      `${place}: ${name}`,
      edit(place, (at) => first(at, name, cut)),
    ),
  )
}

/** Removes, one at a time, the first `if` whose condition contains the name. */
export function unguarded(file: string, place: string, ...names: string[]): Change[] {
  return names.map((name) =>
    change(
      file,
      `${place}: if … ${name} …`,
      edit(place, (at) => first(at, name, guard)),
    ),
  )
}

/** Gives a variable, a property or the body of a function another value. A dotted place is nested. */
export function becomes(file: string, place: string, value: string): Change {
  return change(
    file,
    `${place} = ${value}`,
    edit(place, (at) => {
      const body = bodyOf(at)
      return [body, ts.isFunctionDeclaration(at) ? `{ return ${value} }` : value]
    }),
  )
}

/** Replaces text that occurs once, for other languages and places without a name. */
export function replaced(file: string, text: string, by: string): Change {
  return change(file, text.trim(), (source) => {
    const parts = source.split(text)
    if (parts.length !== 2) throw new Error(`it occurs ${parts.length - 1} times`)
    return parts.join(by)
  })
}

/** All at once, if one of several protections is enough. */
export function together(...changes: (Change | Change[])[]): Change {
  const all = changes.flat() as [Change, ...Change[]]
  return { ...all[0], edits: all.flatMap(({ edits }) => edits) }
}

function change(file: string, what: string, edit: Edit): Change {
  return { file, what, edits: [edit] }
}

let held: readonly string[] | undefined

/** @throws Error unless exactly one file in git has a path with this end */
export function pathOf({ file }: Change): string {
  held ??= execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')
  const [path, ...others] = held.filter((path) => `/${path}`.endsWith(`/${file}`))
  if (!path || others.length > 0) throw new Error(`${others.length + (path ? 1 : 0)} files are named ${file}`)
  return path
}

/**
 * The file's text without the protection.
 *
 * @throws Error if it is not there, or if the result does not parse, because that fails every test
 */
export function withoutProtection(source: string, { file, what, edits }: Change): string {
  try {
    const changed = edits.reduce((text, edit) => edit(text), source)
    if (file.endsWith('.ts') && !isProgram(changed)) throw new Error('the rest does not parse')
    return changed
  } catch (cause) {
    throw new Error(`Cannot be removed from ${file}: ${what} (${(cause as Error).message})`, { cause })
  }
}

function isProgram(source: string): boolean {
  return ts.transpileModule(source, { reportDiagnostics: true }).diagnostics?.length === 0
}

/** The replacement of a node. */
type Cut = readonly [node: ts.Node, by: string]

function edit(place: string, choose: (at: Declaration) => Cut): Edit {
  return (source) => {
    const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true)
    const [node, by] = choose(declarationOf(file, place))
    const after = source.slice(node.end)
    // Removing an element of a list includes its comma.
    return source.slice(0, node.getStart()) + by + (by === '' ? after.replace(/^\s*,/, '') : after)
  }
}

type Declaration =
  | ts.FunctionDeclaration
  | ts.MethodDeclaration
  | ts.VariableDeclaration
  | ts.PropertyAssignment

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node)
  )
}

function declarationOf(file: ts.SourceFile, place: string): Declaration {
  let found: ts.Node = file
  for (const name of place.split('.')) {
    const named = within(found).filter(
      (node) => node !== found && isDeclaration(node) && isNamed(node.name, name),
    )
    // Properties often have the same name as the variable in them.
    const [one, ...others] = named.some((node) => !ts.isPropertyAssignment(node))
      ? named.filter((node) => !ts.isPropertyAssignment(node))
      : named
    if (!one || others.length > 0) throw new Error(`it has ${one ? 'more than one' : 'no'} ${name}`)
    found = one
  }
  return found as Declaration
}

/** A node and everything in it except types. */
function within(node: ts.Node): ts.Node[] {
  const all: ts.Node[] = [node]
  node.forEachChild((child) => {
    if (!ts.isTypeNode(child)) all.push(...within(child))
  })
  return all
}

/** Whether it is an identifier or literal with this name. Quotes select a string if an identifier has the same name. */
function isNamed(node: ts.Node | undefined, name: string): boolean {
  if (!node || !(ts.isIdentifier(node) || ts.isLiteralExpression(node))) return false
  return node.text === name || node.getText() === name
}

/** The first identifier or literal with this name that can be removed. Declarations do not count. */
function first(at: Declaration, name: string, take: (node: ts.Node) => Cut | undefined): Cut {
  for (const node of within(at)) {
    const found = isNamed(node, name) && !declares(node) && take(node)
    if (found) return found
  }
  throw new Error(`it has no ${name} that can be removed`)
}

function declares(node: ts.Node): boolean {
  const { parent } = node
  const isBinding = ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent)
  return isBinding && parent.initializer !== node
}

function bodyOf(at: Declaration): ts.Node {
  if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) return at.body as ts.Node
  const value = at.initializer as ts.Expression
  return ts.isArrowFunction(value) ? value.body : value
}

function guard(node: ts.Node): Cut | undefined {
  const { parent } = node
  if (ts.isSourceFile(parent)) return undefined
  if (!ts.isIfStatement(parent) || parent.expression !== node) return guard(parent)
  return [parent, parent.elseStatement?.getText() ?? ';']
}

function cut(leaf: ts.Node): Cut | undefined {
  for (let node = leaf; !ts.isBlock(node) && !ts.isSourceFile(node); node = node.parent) {
    const { parent } = node
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) return [node, '']
    if (ts.isArrayLiteralExpression(parent)) return [node, '']
    if (ts.isExpressionStatement(node)) return [node, ';']
    if (ts.isIfStatement(parent)) return guard(node)
    if (ts.isForOfStatement(parent)) return [node, '[]']
    if (ts.isConditionalExpression(parent)) return [parent, parent.whenFalse.getText()]
    if (ts.isBinaryExpression(parent) && isLogical(parent))
      return [parent, (parent.left === node ? parent.right : parent.left).getText()]
    if (node === leaf && isArgument(leaf) && !ts.isStringLiteral(leaf)) return [leaf, '']
    if (ts.isCallExpression(node) && isValue(node)) return [node, unwrapped(node).getText()]
  }
  return undefined
}

function isLogical({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken
}

function isArgument(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression !== node
}

/** Whether a call needs a replacement. */
function isValue({ parent }: ts.CallExpression): boolean {
  return (
    ts.isCallExpression(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isVariableDeclaration(parent)
  )
}

/** What a call wraps: the object of a method, or the last argument of a function. */
function unwrapped({ expression, arguments: given }: ts.CallExpression): ts.Node {
  return ts.isPropertyAccessExpression(expression) ? expression.expression : (given.at(-1) ?? expression)
}
