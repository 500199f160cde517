import { franchise } from '../franchise.ts'

export const fullmetalAlchemist = franchise({
  synopsis: 'Two brothers who broke the law of alchemy search for a stone that could give back what it took.',
  genres: 'Action, Adventure, Drama, Fantasy',
  studio: 'Bones',
  media: `
      121  121 TV    out 51×24 2003-10-04 2004-10-02 79 Hagane no Renkinjutsushi | Fullmetal Alchemist | 鋼の錬金術師
      430  430 MOVIE out 1×105 2005-07-23 2005-07-23 73 Hagane no Renkinjutsushi: Shambala wo Yuku Mono | Fullmetal Alchemist: The Conqueror of Shamballa | 鋼の錬金術師 シャンバラを征く者
     5114 5114 TV    out 64×24 2009-04-05 2010-07-04 90 Hagane no Renkinjutsushi: FULLMETAL ALCHEMIST | Fullmetal Alchemist: Brotherhood | 鋼の錬金術師 FULLMETAL ALCHEMIST
     6421 6421 OVA   out 4×16  2009-08-26 2010-08-25 78 Hagane no Renkinjutsushi: FULLMETAL ALCHEMIST Specials | Fullmetal Alchemist: Brotherhood OVA Collection | 鋼の錬金術師 FULLMETAL ALCHEMIST
     9135 9135 MOVIE out 1×110 2011-07-02 2011-07-02 71 Hagane no Renkinjutsushi: Milos no Sei-naru Hoshi | Fullmetal Alchemist: The Sacred Star of Milos | 鋼の錬金術師 嘆きの丘の聖なる星
    30025   25 MANGA out -     2001-07-12 2010-06-11 89 Hagane no Renkinjutsushi | Fullmetal Alchemist | 鋼の錬金術師
  `,
  relations: `
    121 SEQUEL 430
    121 ALTERNATIVE 5114
    5114 SIDE_STORY 6421
    5114 SIDE_STORY 9135
    30025 ADAPTATION 5114
    30025 ADAPTATION 121
  `,
})
