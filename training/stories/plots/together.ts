/** Stories about doing things together: a sick friend, hide and seek, a gift, something too heavy, an egg, a picnic. */
import type { Plot } from './plot.ts'

export const aboutTogether: readonly Plot[] = [
  {
    name: 'sick friend',
    paragraphs: [
      ['@likes', '{$h had a friend named $f.|$h and $f were good friends.|$f was the best friend of $h.}'],
      [
        '@day, $h {wanted to play with $f|went to see $f|ran to the house of $f}. but $f {did not come out|was in bed|was still in bed}. "{I am sick|I do not feel well|My head is hot}," said $f. "{I can not play today|I must stay in bed}."',
        '{$h felt sorry for $f.|@sad} "{I want to help,|What can I do for you?|How can I help?}" said $h.',
      ],
      [
        '$h went home and {told $g|asked $g for help}. "{Let us make some soup|Soup is good when you are sick|We can make hot soup}," said $g. {so they made a big pot of soup.|they cut carrots and made soup.|they mixed and stirred.}',
        '$h took the {soup|hot soup} to $f. {$He took a $colour $thing too.|$He sat by the bed and told a story.|$He sang a little song too.} "{The soup is so good|This is yummy|I feel better now}," said $f. "Thank you!"',
      ],
      [
        '{the next day|the next morning|two days later}, $f {was well again|felt much better|was not sick any more}. "{Let us play|Now we can play|Come and play with me}!" said $f.',
        '@happy',
        '{@together|@friends|@night}',
      ],
    ],
  },
  {
    name: 'hide and seek',
    paragraphs: [
      ['@likes', '{$h had a friend named $f.|$h and $f were good friends.}'],
      [
        '@day, $h and $f were $at. "{Let us play hide and seek|I know a game. It is hide and seek|You hide, and I look for you}," said $f. "{Yes|That is fun|Good idea}!" said $h. {$f closed $fhis eyes and counted to ten.|"One, two, three," counted $f.}',
        '$h hid $spotA. {$He was very quiet.|$He did not make a sound.|"I will not be found here," $he thought.} $f looked $spotB, but {$h was not there|no one was there}.',
      ],
      [
        '{then $f went away.|a long time went by.|$f looked and looked.} {it was warm $spotA.|$h waited.|it was so quiet.} {soon $h was asleep.|and $h fell asleep.|$h closed $his eyes and slept.}',
        '{"Where are you?" called $f.|"Come out! You win!" called $f.|"I give up!" called $f.} {$f was scared.|$f began to cry.|$f ran to $g.} {then $f heard a funny sound.|but then there was a little noise.} {it came from $h, who was asleep $spotA!|there was $h, fast asleep!}',
      ],
      [
        '"{There you are|I found you|Wake up}!" said $f. $h {opened $his eyes|sat up}. "{Did I win?|Is it morning?|I was asleep,}" said $h. {they laughed and laughed.|$f laughed, and $h laughed too.|they both laughed.}',
        '{"You are very good at hiding," said $f.|"Next time, I will hide," said $f.|}',
        '{@together|@night|@friends}',
      ],
    ],
  },
  {
    name: 'a gift',
    paragraphs: [
      ['@likes'],
      [
        'it was the birthday of $g. {$h wanted to give $ghim a gift.|$h did not have a gift.|"I need a gift," said $h.} but $he {had no money|did not know what to give|had only one coin}.',
        '@day, $h @go to look for {a gift|something nice}. $He saw a $find, but it was {broken|too small}. $He saw a $thing, but it was {not pretty|too old|too big}. @sad',
      ],
      [
        '@meet',
        '@askSad',
        '"I want to give a gift to $gMine, but I have no money," said $h. "{You can make a gift|You do not need money|The best gift is one that you make}," said $f.',
        'so they {picked flowers|took some paper|found some shells}, and $h made a {card|crown|picture}. {it took a long time.|$f helped $him.|it was not easy.} {it was $colour and $colourB.|it was very pretty.}',
      ],
      [
        '$h ran home. "{Happy birthday|This is for you|I made this for you}!" said $h. $g {looked at it and smiled|had tears in $ghis eyes|gave $him a big hug}. "{This is the best gift ever|You made it! I love it|I will keep it forever}," said $g.',
        '@happy',
        '{@night|@friends}',
      ],
    ],
  },
  {
    name: 'too heavy',
    paragraphs: [
      ['@likes'],
      [
        '@day, $h saw a {big|very big} $heavy in the {garden|field}. "{I will take it home|I want to make soup from it|It will be a good dinner}," said $h. $He pulled and pulled, but it {did not move|was too heavy}.',
        'so $h called $g. {they pulled together.|$g held $h, and $h held on.|$h and $g pulled and pulled.} but it {did not move|was still too heavy}. "{We need help|We are not strong enough}," said $g.',
      ],
      [
        '@meet',
        '"{Can you help us|Will you help us}?" asked $h. "{I am not very big, but I will try|Yes, I will help|Of course}," said $f.',
        '{they all pulled together.|one, two, three, pull!|$f pulled, $h pulled, and $g pulled.} {pop! out it came.|pop! it came out of the ground.|at last, it came out!} {they all fell down and laughed.|they all sat on the ground and laughed.|}',
      ],
      [
        '{they made a big pot of soup.|they carried it home and made soup.|there was soup for everyone.} "{You are small, but you are strong|We could not do it without you|We did it together}," said $h.',
        '@happy',
        '{@friends|@night|they ate and ate until it was all gone.}',
      ],
    ],
  },
  {
    name: 'egg',
    paragraphs: [
      ['@likes'],
      [
        '@day, $h @go. {$He found a $colour egg $spotA.|there was an egg $spotA. it was $colour.|$He saw something round $spotA. it was an egg!} "{Whose egg is this|Where is your mom, little egg|Who lost an egg}?" said $h.',
        '{the egg was cold.|no one was there.|$He looked up and down, but no one came.} $h {put the egg in $his hat|put the egg in a soft blanket|held the egg in $his hands} and {took it home|kept it warm|sang to it}.',
      ],
      [
        '{every night, $he slept next to the egg.|for three days, $he kept it warm.|$He waited and waited.} then {one morning|one night}, there was a sound. {crack! crack!|tap, tap, crack!} out came a {little|tiny|yellow} {bird|duck|chick}! "{Hello, little one|You are so small|Hello}!" said $h.',
        '{the little one looked at $h and went with $him everywhere.|it ran after $h all day.|it sat on the head of $h.} {but it looked sad.|but at night it cried.} "{It wants its mom|It needs its mom|We must find its mom}," said $g.',
      ],
      [
        'so $h took it back to $place. {they looked $spotB.|they called and called.|they waited $spotB.} {then a big bird came down.|soon, a big bird came.} "{My baby! I looked for you|There you are, my baby|You found my baby}!" said the big bird. "Thank you!"',
        '{$h was happy and sad.|$h said goodbye.|@happy}',
        '{every day, the little one came to play with $h.|and they came to see $h every spring.|@night}',
      ],
    ],
  },
  {
    name: 'picnic',
    paragraphs: [
      ['@likes', '{$h had a friend named $f.|$h and $f were good friends.}'],
      [
        '@day, $h and $f {had a picnic $at|went to $place for a picnic}. they had a {big|$colour} basket with a $treat and some {milk|bread|tea}. {the sun was warm.|they put a blanket on the ground.|they were very hungry.}',
        '{"Let us swim first," said $f.|"Let us play first," said $h.|they ran and played first.} when they came back, the basket was {empty|gone}! "{Who took our food?|Where is our food?|Oh no! Our food!}" said $h.',
      ],
      [
        '{they saw small steps on the ground.|there was a noise $spotA.|they heard a sound $spotB.} {they went to look.|they went very slowly.|"Come with me," said $f.} there sat a {little|tiny|thin} $pet with the $treat. {it was shaking.|it looked scared.|it had a hurt leg.}',
        '{$h was mad, but then $he saw how thin it was.|"That is our food!" said $h. but it looked so hungry.|$h wanted to shout, but $f said, "Look, it is so hungry."} "{It can have some|We can share|Do not be scared}," said $h.',
      ],
      [
        'so they sat down with the $pet and ate {together|what was left}. {it was the best picnic ever.|it was so much fun.|the $pet was happy now.} {"You can come with us next time," said $h.|"Next time, we will bring more food," said $f.|"Now we are three friends," said $f.}',
        '{@night|@happy|and the $pet went home with $h.}',
      ],
    ],
  },
]
