"""What other systems know of a contact (orders, plan, CRM record): asked when somebody looks, with source and age."""
