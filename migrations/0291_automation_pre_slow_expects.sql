-- A slow reply saved as it was shipped told what is promised; as it is shipped now it tells what is expected, and so
-- does what was saved word for word. What somebody wrote themselves stays: both times have a variable.
update automation.auto_reply set version = version + 1, changed_by = null, changed_at = now(),
  texts = replace(replace(replace(texts::text,
    'habitual. Respuesta prometida: {{ answer_by | default: ''cuanto antes'' }}.',
    'habitual. Respuesta prevista: {{ expected_by | default: ''cuanto antes'' }}.'),
    'usual. Answer promised: {{ answer_by | default: ''as soon as possible'' }}.',
    'usual. Answer expected: {{ expected_by | default: ''as soon as possible'' }}.'),
    'habitual. Resposta prometida: {{ answer_by | default: ''o quanto antes'' }}.',
    'habitual. Resposta prevista: {{ expected_by | default: ''o quanto antes'' }}.')::jsonb
where kind = 'slow' and (
  texts::text like '%habitual. Respuesta prometida: {{ answer_by | default: ''cuanto antes'' }}.%'
  or texts::text like '%usual. Answer promised: {{ answer_by | default: ''as soon as possible'' }}.%'
  or texts::text like '%habitual. Resposta prometida: {{ answer_by | default: ''o quanto antes'' }}.%');
