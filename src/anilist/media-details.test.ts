import { expect, test } from 'vitest'
import { parseSynopsis } from './media-details.ts'

test.each<[story: string, html: string, paragraphs: string[]]>([
  ['plain text', 'One man fights.', ['One man fights.']],
  ['nothing', '', []],
  ['only markup', '<br><br><i></i>', []],
  [
    'paragraphs as AniList has them, with a source at the end',
    'Two friends.<br><br>\nThey <i>run</i>.<br>\n<br>\n(Source: Crunchyroll)',
    ['Two friends.', 'They run.', '(Source: Crunchyroll)'],
  ],
  ['a line break within a paragraph', 'Notes:<br>- One<br>- Two', ['Notes:\n- One\n- Two']],
  ['HTML paragraphs', '<p>One.</p><p>Two.</p>', ['One.', 'Two.']],
  ['entities', 'Tom &amp; Jerry &lt;3 &#x1F41F;', ['Tom & Jerry <3 🐟']],
  ['encoded markup stays text', '&lt;script&gt;1&lt;/script&gt;', ['<script>1</script>']],
  ['scripts and styles', 'A<script>alert(1)</script>B<style>p{}</style>C', ['ABC']],
  ['unclosed markup', 'Fine. <img src=x onerror="alert(1)', ['Fine.']],
  ['a link keeps its text and loses its address', '<a href="javascript:alert(1)">More</a>.', ['More.']],
  ['spoilers', 'He runs. ~!He dies.!~ The end.', ['He runs. The end.']],
  ['a spoiler across paragraphs', 'A ~!b<br><br>c!~ d', ['A d']],
  ['an unclosed spoiler', 'A ~!b c', ['A']],
  ['no more than anybody reads', 'x'.repeat(20_000), ['x'.repeat(10_000)]],
])('a synopsis of %s', (_story, html, paragraphs) => {
  expect(parseSynopsis(html)).toEqual(paragraphs)
})
