/** Stories about feelings: fear of the dark, a wish, not wanting to sleep, being too small. */
import type { Plot } from './plot.ts'

export const aboutFeelings: readonly Plot[] = [
  {
    name: 'noise in the dark',
    paragraphs: [
      [
        '{but $h was {afraid|scared} of the dark.|$h was not afraid of anything, but $he did not like the dark.|there was one thing that $he did not like. it was the dark.}',
      ],
      [
        'one night, $h was in bed. {it was dark and quiet.|the moon was up.|the wind blew.} then $he heard a noise. {tap, tap, tap!|bump, bump, bump!|scratch, scratch!} "{What is that|Who is there}?" said $h. $He hid under the blanket.',
        '{$He called $g, and $ghe came in.|$g came in with a lamp.} "{What is wrong|Why are you not asleep}?" asked $g. "{There is something in the dark|I heard a noise|I think it is a monster}," said $h.',
      ],
      [
        '"{Let us look together|Take my hand|We can be brave together}," said $g. they looked {under the bed|behind the door|in the big box}. {nothing was there.|there was nothing.} then they looked out of the window.',
        '{it was only a little $pet! it was cold and wanted to come in.|there sat a tiny $pet. it was scared too.|it was a small $pet, and it was lost.} {"You are not a monster," said $h, and laughed.|"Oh, it is only a $pet!" said $h.|"Hello, little one," said $h.}',
      ],
      [
        '{they let it in and gave it some milk.|$h gave it a warm place to sleep.|$h held the $pet in $his arms.} {the $pet slept at $his feet.|soon the $pet was asleep.}',
        '{from that night on, $h was not scared of the dark.|after that, $h was not afraid any more.|"The dark is not so bad," said $h.}',
        '{@night|and $h slept well.|}',
      ],
    ],
  },
  {
    name: 'a wish',
    paragraphs: [
      ['@likes'],
      [
        'one night, $h {looked out of the window|sat $at|looked up at the sky}. a {bright|big} star fell from the sky! "{I can make a wish|Now I will make a wish|A star! I must make a wish}," said $h.',
        '{$He thought for a long time.|what did $he want?|there were so many things.} {"I wish for a $colour $thing," $he said.|"I want a $colour $thing," said $h.} then $he went to bed.',
      ],
      [
        'the next {day|morning}, there was a $colour $thing at the door! "{My wish came true|It came true|I can not believe it}!" said $h. @happy',
        '$h took the $thing to $place. @meetNew {$f looked sad.|$f was crying.} @askSadByHero "{I have no toys|No one plays with me|I had a $thing, but I lost it}," said $f.',
      ],
      [
        '$h {looked at the $thing|thought for a while}. {then $he gave it to $f.|then $he put it in the hands of $f.} "{This is for you|You can have it|I want you to have it}," said $h. "{Thank you|Is it really for me? Thank you}!" said $f. {$f was so happy.|$f smiled a big smile.|$f laughed and danced.}',
        '{"That is better than a wish," thought $h.|it felt good to give.|and $h was even happier than before.}',
        '{@friends|@together|@night}',
      ],
    ],
  },
  {
    name: 'too small',
    paragraphs: [
      [
        '{but $h was very small.|$h was smaller than all the others.|$h was the smallest of all.} {"You are too small to play with us," the others said.|"You are too little," the others said.|the others did not let $him play.} @sad',
      ],
      [
        '@day, {$f came running|the others ran up|$f ran up to them}. "{Help! Help|Come quick|Help me}!" said $f. "{My $thing fell in a hole|My $thing is in a hole|I dropped my $thing in a hole}!" The hole was {very small|deep and small|$spotA, and it was small}.',
        'the {bear|lion|horse|cow} tried, but {it was too big|it did not fit}. the {dog|pig|goat|cat} tried, but {it was too big|it could not reach}. {no one could do it.|everyone tried. no one could get in.}',
      ],
      [
        '"Let me try," said $h. "{You are too small|You can not do it}," said the others. but $h {went into the hole|climbed into the hole}. {it was dark, but $he was brave.|$He went down and down.|$He was not scared.}',
        'soon $h came out. {$He had the $thing in $his hands!|there was the $thing!|"Here it is!" said $h.}',
      ],
      [
        '@thankByFriend',
        '{"We are sorry," said the others. "You are small, but you are {brave|strong|clever}."|"You can play with us every day," said the others.|"It is good to be small!" said $h.}',
        '@happy',
        '{@friends|@together|@night}',
      ],
    ],
  },
  {
    name: 'can not sleep',
    paragraphs: [
      ['@likes'],
      [
        'one night, $h could not sleep. {$He turned left, and $he turned right.|$He was not tired.|the moon was too bright.} "{I can not sleep|I am not tired}," said $h. "{Drink some warm milk|Count some sheep|Close your eyes}," said $g. {$He did, but it did not help.|it did not help.|but $h still could not sleep.}',
      ],
      [
        'so $h went {out|to the window|outside}. {everything was quiet.|the stars were out.|it was cool and dark.} @meetNewShort "{Why are you not asleep|Are you awake too}?" asked $f. "I can not sleep," said $h. "Me too," said $f.',
        '{they looked at the stars and counted them.|they told each other stories.|$f sang a little song.|they sat and looked at the moon.} {one, two, three, four.|it was {very|so} nice.|the wind was soft.} "{That is a nice star|I like it here|It is so quiet}," said $h. but $f {did not answer. $Fhe was asleep|was asleep}.',
      ],
      [
        '$h {smiled|laughed a little}. {now $he was tired too.|$He felt sleepy too.} {$He said good night to the moon.|"Good night," said $h.|"Sleep well, my friend," said $h.} $He {went back to bed|went home} and closed $his eyes.',
        '{soon $h was asleep.|and $he slept until the morning.|and $he had a sweet dream.}',
        '{from then on, $h thought of the stars when $he could not sleep.|@friends|}',
      ],
    ],
  },
]
