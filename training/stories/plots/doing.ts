/** Stories about trying and making: learning, growing, baking, a rainy day, snow. */
import type { Plot } from './plot.ts'

export const aboutDoing: readonly Plot[] = [
  {
    name: 'learning',
    paragraphs: [
      [
        '{$h wanted to $skill.|more than anything, $h wanted to $skill.|$h wished that $he could $skill.} {but it was {very|too} hard.|but $he did not know how.|all the others could do it.}',
      ],
      [
        '@day, $h {tried to $skill $at|went to $place to try}. {$He tried once. it did not work.|$He tried, but it went wrong.|$He tried $his best, but it went wrong.} {$He tried again. it did not work.|$He tried two times and three times.|then $he tried again, but it was no good.}',
        '"I {can not do it|will never learn it|give up}," said $h. @sad',
      ],
      [
        '@meet',
        '@askSad',
        '"I want to $skill, but I can not," said $h.',
        '"{Do not give up|Try again|I could not do it at first}," said $f. "{I can show you how|We can do it together|Just go slow}."',
        '{$f showed $him how.|they tried together.|$f held $his hand.} {every day, $h tried again.|$h tried and tried.|$h did not give up.}',
      ],
      [
        '{then one day|at last|in the end}, $h {$skillPast all alone|$skillPast}! "{I did it|Look at me|I can do it}!" {said|shouted} $h.',
        '"{Well done|I knew it|You did it}!" said $f.',
        '@happy',
        '{$h learned that you must never give up.|$h learned to try and try again.|@friends|@night}',
      ],
    ],
  },
  {
    name: 'seed',
    paragraphs: [
      ['@likes'],
      [
        '@day, $g gave $h a {little|tiny|small} seed. "{What is it|What will it be}?" asked $h. "{Put it in the ground and wait|You will see|It will grow big}," said $g.',
        '$h {made a hole|dug a hole} in the garden and put the seed in. $He {gave it water|gave it some water} every day.',
        '{the next day, $he looked. there was nothing.|$He waited and waited, but nothing came up.|one day went by, and then two days. nothing came up.}',
      ],
      [
        '"{It does not grow|It is not growing|Maybe my seed is bad}," said $h. @sad "{You must wait|Good things take time|Give it some more time}," said $g.',
        'so $h {waited|sat by the seed and waited|sang a song to the seed}. {the sun shone and the rain fell.|the days went by.|it rained, and then the sun came out.}',
      ],
      [
        '{then one morning|one day}, $h saw {something green|a little green leaf}! it grew {day by day|bigger and bigger|and grew}. {at last|soon|in the end}, there was a {big|tall|pretty} $plant.',
        '"{Look! Look at my $plant|It grew! It grew|Come and see}!" said $h. "{You did a good job|You took good care of it|I am proud of you}," said $g.',
        '@happy',
        '{$h learned to wait.|$h learned that good things take time.|$h gave the $plant to $g.|@night}',
      ],
    ],
  },
  {
    name: 'baking',
    paragraphs: [
      ['@likes'],
      [
        'it was the birthday of $g. $h wanted to {make|bake} a $bake for $ghim. {"It will be a surprise," $he said.|"$Ghe will be so happy," said $h.|}',
        '$h {took a big bowl|went to the kitchen|put on a hat}. $He needed {flour, milk, and butter|butter, milk, and flour}. but there was no {$missing|more $missing}! "{What can I do?|Oh no!|What now?}" said $h.',
      ],
      [
        '$h went {out|next door} to ask for help. @meetNew "{Do you have some|Can I have some} $missing?" asked $h. "{I want to make a $bake|It is for a $bake}."',
        '"{Yes, I do|Of course}," said $f. "{Can I help you|Can I come too|May I help}?" "{Yes, please|Yes, come with me}!" said $h.',
        'they {mixed and mixed|stirred and stirred|mixed it all together}. {then they put it in the oven.|then it went in the oven.} {it smelled so good!|soon the house smelled good.|they waited and waited.}',
      ],
      [
        'when $g came home, there was a {big|warm|sweet} $bake on the table. "{Surprise|Happy birthday}!" said $h and $f.',
        '$g {was so happy|laughed and clapped|had tears in $ghis eyes}. "{This is the best $bake ever|Thank you|It is so good}!" said $g.',
        '{they all ate the $bake together.|they sang a song and ate the $bake.|they ate it all up.}',
        '{@night|@friends|@happy}',
      ],
    ],
  },
  {
    name: 'rainy day',
    paragraphs: [
      ['@likes'],
      [
        '{one day, it rained and rained.|one morning, it was raining.|it was a rainy day.} $h looked out of the window. {"I can not go out," said $h.|"I want to play outside," said $h.|"Go away, rain," said $h.} @sad',
        '{then $f came to the door. $Fhe was all wet.|then there was a knock at the door. it was a $fNoun named $f.|$h had a friend named $f. $f came to see $him.} "{Why do you look so sad|What are you doing|What is wrong}?" asked $f.',
      ],
      [
        '"{There is nothing to do|I have nothing to do|It is no fun when it rains}," said $h. "{I have an idea|I know what we can do|Let us make something}," said $f.',
        '{they made a boat of paper. it was $colour.|they made a house of blankets. it was big and warm.|they put on their boots and ran out. splash! they jumped in the mud.|they made a band. $h played a drum, and $f sang.|they painted a big picture. it was $colour and $colourB.}',
        '{they laughed and laughed.|it was so much fun.|they did not think of the rain any more.|"This is fun!" said $h.}',
      ],
      [
        '{then the rain stopped.|after a while, the sun came out.|soon the rain was over.} {there was a {big|pretty} rainbow in the sky!|"Look, a rainbow!" said $f.|they saw a rainbow.}',
        '{"I like rain now," said $h.|"Rain is fun with a friend," said $h.|"I hope it rains again tomorrow," said $h.}',
        '@happy',
        '{@friends|@night|}',
      ],
    ],
  },
  {
    name: 'snow',
    paragraphs: [
      ['@likes'],
      [
        'one {cold|winter} morning, {everything was white|there was snow}. "{Snow! Snow|Look at the snow|It is so white}!" said $h. $He put on $his {coat|boots|hat} and ran out.',
        '@meetNew "{Let us make a snowman|Help me make a snowman}!" said $h. they made a {big|small|round} snowman. it had {two stones for eyes|a carrot for a nose|two sticks for arms}.',
      ],
      [
        '"{He looks cold|He has no hat|I think that he is cold}," said $f. $h {thought for a while|looked at the snowman}. then $he {took off $his $colour {hat|scarf}|ran home and got a $colour {hat|scarf}} and gave it to the snowman.',
        '"{Now he is warm|Now he looks nice|Now he is happy}," said $h. {they danced around the snowman.|they played in the snow all day.|they threw snow at each other and laughed.}',
      ],
      [
        '{the next day, the sun was warm. the snowman was gone.|then the days got warm, and the snowman got smaller and smaller.|one day, the snow was gone. the snowman was gone too.} @sad',
        '"{Do not be sad|It is okay}," said $f. "{He will come back next winter|We can make a new one next winter|The snow will come again}." {$h smiled again.|that made $h happy.|$h dried $his tears.}',
        '{@friends|@together|and they waited for the snow.}',
      ],
    ],
  },
]
